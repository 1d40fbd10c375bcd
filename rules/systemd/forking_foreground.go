package systemd

import "preflight/rules/audit"

func init() { Rules.Add("forking-foreground", forkingForeground) }

// forkingForeground finds services for which systemd waits in vain to leave the
// foreground.
func forkingForeground(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.serviceType() != "forking" {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		program := c.Program()
		if flags, known := daemonFlags[program]; known && len(flags) > 0 {
			if _, ok := c.Has(flags...); !ok {
				u.staysInFront(r, program)
			}
			continue
		}
		if foregroundServers[program] {
			u.staysInFront(r, program)
		}
	}
}

// foregroundServers have no option to leave the foreground.
var foregroundServers = map[string]bool{"uvicorn": true, "daphne": true, "hypercorn": true, "granian": true, "waitress-serve": true, "manage.py": true}

func (u *Unit) staysInFront(r *audit.Reporter, program string) {
	kind := "exec"
	if program == "gunicorn" || program == "gunicorn3" {
		kind = "notify"
	}
	r.Fail(u.placeOf("Type"), short("Type=forking, but %s stays in the foreground", program), u.Set("Type", kind))
}
