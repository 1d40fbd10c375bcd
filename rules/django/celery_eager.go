package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("celery-eager", celeryEager) }

// celeryEager tells that tasks run inside the request.
func celeryEager(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"CELERY_TASK_ALWAYS_EAGER", "CELERY_ALWAYS_EAGER"} {
		s.judge(r, name, pyconf.Truthy, name+" is True: tasks run in the request", s.Set(name, "False", "Set "+name+" to False"))
	}
}
