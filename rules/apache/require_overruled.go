package apache

import "preflight/rules/audit"

func init() { Rules.Add("require-overruled", requireOverruled) }

// requireOverruled checks that "Require all granted" does not stand beside a
// limit: one Require that is met is enough.
func requireOverruled(c *Config, r *audit.Reporter) {
	for _, s := range c.scopes {
		if s.Kind == "requireall" || s.Kind == "requirenone" || !s.Has("Require") {
			continue
		}
		var own access
		for _, u := range s.Uses("Require") {
			if u.When == audit.Yes {
				own.require(u, true)
			}
		}
		switch {
		case own.granted == nil:
		case own.limited != nil:
			s.likely(r.Fail(own.granted.Head(), "Require all granted overrules the other Require lines")).Also(own.limited.Head())
		default:
			r.Pass(own.granted.Head())
		}
	}
}
