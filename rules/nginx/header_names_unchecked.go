package nginx

import "preflight/rules/audit"

func init() { Rules.Add("header-names-unchecked", headerNamesUnchecked) }

// headerNamesUnchecked finds settings that let odd header names through to the
// application.
func headerNamesUnchecked(s *Site, r *audit.Reporter) {
	s.eachOwn("underscores_in_headers", func(_ *Block, d *Directive) {
		if d.Arg(0) == "on" {
			r.Fail(d.Head(), "header names with underscores reach the application", replaceArgs("Set underscores_in_headers to off", d, "off"))
			return
		}
		r.Pass(d.Head())
	})
	s.eachOwn("ignore_invalid_headers", func(_ *Block, d *Directive) {
		if d.Arg(0) == "off" {
			r.Fail(d.Head(), "invalid header names reach the application", replaceArgs("Set ignore_invalid_headers to on", d, "on"))
			return
		}
		r.Pass(d.Head())
	})
}
