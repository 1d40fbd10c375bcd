package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("celery-pickle", celeryPickle) }

// celeryPickle checks that workers do not run what the broker hands them.
func celeryPickle(s *Settings, r *audit.Reporter) {
	unsafe := func(format string) bool {
		format = strings.ToLower(strings.TrimPrefix(format, "application/"))
		return format == "pickle" || format == "x-python-serialize" || format == "yaml" || format == "x-yaml"
	}
	for _, name := range []string{"CELERY_ACCEPT_CONTENT", "CELERY_TASK_SERIALIZER", "CELERY_RESULT_SERIALIZER", "CELERY_RESULT_ACCEPT_CONTENT"} {
		if s.Has(name) {
			a := s.Ask(name, pyconf.Listed(unsafe))
			pyconf.Decide(r, a, name+" takes pickles or YAML", nil)
		}
	}
}
