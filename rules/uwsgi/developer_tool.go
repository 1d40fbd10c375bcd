package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("developer-tool", developerTool) }

// developerTool finds the fault that a developer's tool is switched on.
func developerTool(in *Instance, r *audit.Reporter) {
	if !in.Serves() {
		return
	}
	in.each(r, []string{"profiler", "pyshell", "pyshell-oneshot", "stats"}, func(s *Setting) string {
		if s.known.variable == "stats" || s.Given == audit.Yes && isOff(s.Value) {
			return ""
		}
		return s.Key + " is a developer's tool"
	})
}
