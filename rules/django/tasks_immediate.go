package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("tasks-immediate", tasksImmediate) }

// tasksImmediate tells that background tasks run in the request or not at all.
func tasksImmediate(s *Settings, r *audit.Reporter) {
	if !s.Has("TASKS") {
		return
	}
	backend := pyconf.Entry(pyconf.Entry(s.Get("TASKS"), "default"), "BACKEND")
	a := s.AskValue("TASKS", backend, pyconf.TextThat(func(b string) bool {
		return strings.HasPrefix(b, "django.tasks.backends.immediate.") || strings.HasPrefix(b, "django.tasks.backends.dummy.")
	}))
	pyconf.Decide(r, a, "tasks run in the request, or not at all", nil)
}
