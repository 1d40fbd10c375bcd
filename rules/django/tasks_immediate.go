package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("tasks-immediate", tasksImmediate) }

// tasksImmediate tells that background tasks run in the request or not at all.
func tasksImmediate(s *Settings, r *audit.Reporter) {
	if !s.Has("TASKS") {
		return
	}
	backend := entry(entry(s.Get("TASKS"), "default"), "BACKEND")
	a := s.AskValue("TASKS", backend, textQ(func(b string) bool {
		return strings.HasPrefix(b, "django.tasks.backends.immediate.") || strings.HasPrefix(b, "django.tasks.backends.dummy.")
	}))
	decide(r, a, "tasks run in the request, or not at all", nil)
}
