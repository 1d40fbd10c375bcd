package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("need-app-missing", needAppMissing) }

// needAppMissing finds the fault that uWSGI runs on without the application.
func needAppMissing(in *Instance, r *audit.Reporter) {
	if !in.Serves() {
		return
	}
	on, s := in.Switch("need-app")
	in.missed(r, on, s, "uWSGI keeps running when the application does not load", in.turnOn("need-app", s).Careful())
}
