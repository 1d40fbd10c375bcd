package systemd

import "preflight/rules/audit"

func init() { Rules.Add("development-server", developmentServer) }

// developmentServer finds services that run a server made for developers, or a
// real one in its mode for them.
func developmentServer(u *Unit, r *audit.Reporter) {
	for _, c := range u.CommandsOf("ExecStart") {
		program := c.Program()
		run, isRun := c.Has("runserver", "runserver_plus")
		if isRun && (program == "manage.py" || program == "django-admin" || program == "django") {
			r.Fail(run.Span, short("the service runs %s", run.Text))
		}
		if run, ok := c.Has("run"); ok && program == "flask" {
			r.Fail(run.Span, "the service runs flask run")
		}
		if reload, ok := c.Has("--reload"); ok && program == "hypercorn" { // gunicorn and uvicorn have rules of their own
			r.Fail(reload.Span, short("%s runs with --reload", program), cutWord(reload)).Lower(audit.Medium)
		}
	}
}
