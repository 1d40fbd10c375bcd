package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("variable-case-clash", variableCaseClash) }

// variableCaseClash finds variables that are told apart by the case of their
// letters only: for nginx they are one.
func variableCaseClash(s *Site, r *audit.Reporter) {
	type setting struct {
		written string
		by      *Directive
	}
	first := map[string]setting{}
	s.each(func(b *Block) {
		for _, d := range b.Own("set", "map", "geo", "split_clients") {
			at := len(d.Args) - 1
			if d.Name.Value == "set" {
				at = 0
			}
			written := d.Arg(at)
			name := variableName(written)
			if !strings.HasPrefix(written, "$") || b.Context&inHTTP == 0 {
				continue
			}
			if known, ok := first[name]; !ok {
				first[name] = setting{written, d}
			} else if known.written != written {
				r.Fail(d.Head(), shorten(written, 25)+" and "+shorten(known.written, 25)+" are one variable").Also(known.by.Head())
			}
		}
	})
}
