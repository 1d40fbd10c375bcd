package django

import "preflight/rules/audit"

func init() { Rules.Add("csp-unsafe", cspUnsafe) }

// cspUnsafe checks that a policy does not allow the scripts that it is there
// to stop.
func cspUnsafe(s *Settings, r *audit.Reporter) {
	for _, p := range s.Policies() {
		scripts := p.Directive("script-src", "default-src")
		all := sources(scripts)
		found := false
		for _, v := range all {
			if why := unsafeSource(v.Text, nonced(all)); why != "" {
				found = true
				r.Fail(cspPlace(s, p, v), "the policy lets "+why)
			}
		}
		if !found && len(all) > 0 {
			r.Pass(cspPlace(s, p, scripts))
		}
	}
}

func unsafeSource(source string, nonced bool) string {
	switch {
	case source == "'unsafe-inline'" && !nonced:
		return "injected inline scripts run"
	case source == "'unsafe-eval'":
		return "scripts make code out of texts"
	case (source == "*" || source == "https:" || source == "http:" || source == "data:") && !nonced:
		return "scripts come from any host"
	}
	return ""
}
