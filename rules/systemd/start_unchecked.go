package systemd

import "preflight/rules/audit"

func init() { Rules.Add("start-unchecked", startUnchecked) }

// startUnchecked finds applications whose start counts as done before the
// program has even been found.
func startUnchecked(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || !u.isApplication() {
		return
	}
	v := u.Enum("Type", words["Type"]...)
	switch kind := u.serviceType(); {
	case kind == "exec" || kind == "notify" || kind == "notify-reload":
		r.Pass(v.Span)
	case kind != "simple":
	default:
		better := "exec"
		for _, c := range u.CommandsOf("ExecStart") {
			if c.Program() == "gunicorn" {
				better = "notify"
			}
		}
		r.Fail(v.Span, "the start counts as done before the program runs", u.Set("Type", better))
	}
}
