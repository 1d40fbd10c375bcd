package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("weak-ssl-protocols", weakSSLProtocols) }

// since1273 is the first release whose default leaves TLS 1.0 and 1.1 out.
var since1273 = audit.MustVersion("1.27.3")

// weakSSLProtocols checks that nothing older than TLS 1.2 is spoken.
func weakSSLProtocols(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_protocols") {
			judgeProtocols(d, r)
		}
	})
	for _, v := range s.Servers {
		if !v.TLS() {
			continue
		}
		switch value := v.Effective("ssl_protocols"); {
		case value.State == Unseen && s.Target.Less(since1273):
			r.Unknown(v.Place(), value.Settle())
		case value.State == Default && s.Target.Less(since1273):
			r.Fail(v.Place(), "ssl_protocols is not set: TLS 1.0 and 1.1 are on").Lower(audit.Low)
		}
	}
}

func judgeProtocols(d *Directive, r *audit.Reporter) {
	var weak, keep []string
	broken := false
	for _, a := range d.Args {
		if a.Template {
			r.Unknown(d.Head(), "the value of "+shorten(a.Span.Text(), 30)+" settles it")
			return
		}
		switch a.Value {
		case "SSLv2", "SSLv3":
			broken = true
			weak = append(weak, a.Value)
		case "TLSv1", "TLSv1.1", "TLSv1.0":
			weak = append(weak, a.Value)
		default:
			keep = append(keep, a.Value)
		}
	}
	if len(weak) == 0 {
		r.Pass(d.Head())
		return
	}
	if len(keep) == 0 {
		keep = []string{"TLSv1.2", "TLSv1.3"}
	}
	list := strings.Join(keep, " ")
	v := r.Fail(d.Head(), "ssl_protocols allows "+shorten(strings.Join(weak, ", "), 40), replaceArgs("Allow "+list+" only", d, list))
	if !broken {
		v.Lower(audit.Medium)
	}
}
