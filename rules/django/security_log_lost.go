package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("security-log-lost", securityLogLost) }

// securityLogLost checks that the loggers of security events end somewhere.
func securityLogLost(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	logging := s.Get("LOGGING")
	for _, name := range []string{"django", "django.security"} {
		logger := pyconf.Entry(pyconf.Entry(logging, "loggers"), name)
		if logger.Type != pyconf.Dict {
			continue
		}
		place := spanOr(s.inPython(logger.Span), s.Place("LOGGING"))
		switch s.endless(logging, logger) {
		case audit.Yes:
			r.Fail(place, "what "+name+" logs goes nowhere")
		case audit.No:
			r.Pass(place)
		}
	}
}

// endless says whether a logger neither hands on what it gets nor has a handler
// that keeps it.
func (s *Settings) endless(logging, logger *pyconf.Value) audit.Truth {
	on := pyconf.Entry(logger, "propagate")
	kept := audit.TruthOf(on.Type == pyconf.Absent).Or(pyconf.Truthy(on))
	handlers := pyconf.Entry(logger, "handlers")
	switch {
	case handlers.Type == pyconf.Absent:
		return kept.Not()
	case !handlers.Sequence():
		return kept.Not().And(audit.Maybe)
	}
	for _, it := range handlers.Items {
		class := pyconf.Entry(pyconf.Entry(pyconf.Entry(logging, "handlers"), it.Value.Text), "class")
		dead := pyconf.IsText("logging.NullHandler", "django.utils.log.NullHandler")(class)
		if it.Rest || !it.Value.Whole() || len(it.When) > 0 || class.Type == pyconf.Absent {
			dead = audit.Maybe
		}
		kept = kept.Or(dead.Not())
	}
	return kept.Not()
}
