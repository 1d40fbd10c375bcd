package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("exceptions-propagated", exceptionsPropagated) }

// exceptionsPropagated checks that errors end inside Django.
func exceptionsPropagated(s *Settings, r *audit.Reporter) {
	s.judge(r, "DEBUG_PROPAGATE_EXCEPTIONS", pyconf.Truthy, "errors leave Django as they are",
		s.Set("DEBUG_PROPAGATE_EXCEPTIONS", "False", "Set it to False"))
}
