package nginx

import "preflight/rules/audit"

func init() { Rules.Add("unsupported-directive", unsupportedDirective) }

// unsupportedDirective finds directives that the release audited for does not
// have yet, or no longer has.
func unsupportedDirective(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Items {
			name := d.Name.Value
			if until, gone := removed[name]; gone && b.Context != InMail && b.Context != InMailServer && !s.Target.Less(until) {
				r.Fail(d.Head(), shorten(name, 30)+" was removed in nginx "+until.String(), withoutRemoved(b, d))
				continue
			}
			if info := directives()[name]; info != nil && !info.since.IsZero() && !s.Target.IsZero() && s.Target.Less(info.since) {
				r.Fail(d.Head(), shorten(name, 30)+" needs nginx "+info.since.String())
			}
		}
	})
}

// withoutRemoved makes a fix that drops the directive. "ssl on" has to become
// a parameter of listen, which is left to a person unless it is there already.
func withoutRemoved(b *Block, d *Directive) *audit.Fix {
	if d.Name.Value == "ssl" && d.Arg(0) == "on" {
		for _, l := range b.Own("listen") {
			if !newListen(l).SSL {
				return nil
			}
		}
	}
	return remove("Remove "+d.Name.Value, d)
}
