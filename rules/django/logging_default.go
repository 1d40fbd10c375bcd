package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("logging-default", loggingDefault) }

// loggingDefault tells that only errors leave a trace, by mail.
func loggingDefault(s *Settings, r *audit.Reporter) {
	switch {
	case !s.entire() || s.Has("LOGGING_CONFIG") || s.tracked() || s.setsLogging():
	case s.Has("LOGGING"):
		pyconf.Decide(r, s.Off("LOGGING"), "LOGGING is empty", nil)
	default:
		r.Fail(s.Home, "LOGGING is not set: warnings go nowhere")
	}
}

// setsLogging reports whether the module sets logging up by a call.
func (s *Settings) setsLogging() bool {
	found := false
	python.WalkBody(s.module.Body, func(n python.Node) bool {
		if call, ok := n.(*python.Call); ok {
			switch calledName(call) {
			case "basicConfig", "dictConfig", "fileConfig", "addHandler":
				found = true
			}
		}
		return !found
	})
	return found
}
