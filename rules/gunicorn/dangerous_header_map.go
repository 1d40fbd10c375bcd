package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("dangerous-header-map", dangerousHeaderMap) }

// dangerousHeaderMap checks that headers which look alike to an application are
// not confused.
func dangerousHeaderMap(s *Server, r *audit.Reporter) {
	s.judge(r, "header_map", pyconf.IsText("dangerous"),
		s.Get("header_map").Said+" is dangerous", s.Set("header_map", `"drop"`, "drop", "Drop headers that are not clear"))
}
