package systemd

import "preflight/rules/audit"

func init() { Rules.Add("notify-unsupported", notifyUnsupported) }

// silentServers never tell systemd that they are ready.
var silentServers = map[string]bool{
	"uvicorn": true, "daphne": true, "hypercorn": true, "granian": true, "waitress-serve": true, "celery": true, "manage.py": true, "django-admin": true,
}

// notifyUnsupported finds services for whose word systemd waits in vain.
func notifyUnsupported(u *Unit, r *audit.Reporter) {
	kind := u.serviceType()
	if !u.IsService() || kind != "notify" && kind != "notify-reload" {
		return
	}
	for _, c := range u.Commands() {
		if c.Program() == "systemd-notify" {
			return
		}
	}
	for _, c := range u.CommandsOf("ExecStart") {
		if program := c.Program(); silentServers[program] {
			r.Fail(u.placeOf("Type"), short("Type=%s, but %s never says that it is ready", kind, program), u.Set("Type", "exec")).Also(c.Span)
		}
	}
}
