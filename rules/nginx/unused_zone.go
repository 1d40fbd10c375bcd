package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("unused-zone", unusedZone) }

// unusedZone finds zones of limits that no limit goes by.
func unusedZone(s *Site, r *audit.Reporter) {
	used := map[string]bool{}
	s.each(func(b *Block) {
		for _, d := range b.Own("limit_req", "limit_conn") {
			used[d.Name.Value+"_zone"+strings.TrimPrefix(d.Arg(0), "zone=")] = true
		}
	})
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("limit_req_zone", "limit_conn_zone") {
			name := zoneOf(d)
			switch {
			case name == "":
			case used[d.Name.Value+name]:
				r.Pass(d.Head())
			case s.complete() && len(s.Servers) > 0 && !s.hollow():
				r.Fail(d.Head(), "no limit goes by the zone "+shorten(name, 30))
			}
		}
	})
}

// zoneOf gives the name of the zone that a directive defines, or "".
func zoneOf(d *Directive) string {
	for _, a := range d.Args {
		if name, ok := strings.CutPrefix(a.Value, "zone="); ok {
			name, _, _ = strings.Cut(name, ":")
			return name
		}
	}
	return ""
}

// hollow reports whether some include of the HTTP configuration is not in the
// stack and may hold anything.
func (s *Site) hollow() bool {
	for _, b := range s.blocks {
		if b.Context&inHTTP != 0 && (len(b.holes([]string{"limit_req"})) > 0 || len(b.Globs) > 0) {
			return true
		}
	}
	return false
}
