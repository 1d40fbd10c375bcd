package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("password-in-route", passwordInRoute) }

// passwordInRoute finds the fault that a password stands in a route.
func passwordInRoute(in *Instance, r *audit.Reporter) {
	in.each(r, routes, func(s *Setting) string {
		_, rest, ok := strings.Cut(s.Value, "basicauth")
		_, user, found := strings.Cut(rest, ",")
		name, _, valued := strings.Cut(user, ":")
		if !ok || !found || !valued || strings.Contains(name, "/") || s.Open {
			return ""
		}
		return s.Key + " holds the password of " + audit.Clip(name, 24)
	})
}

// routes are the options that take a rule of the internal router.
var routes = []string{"route", "route-host", "route-uri", "route-run", "route-if", "route-if-not", "final-route", "final-route-run"}

func isRoute(name string) bool {
	return strings.Contains(name, "route")
}
