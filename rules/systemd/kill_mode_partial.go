package systemd

import "preflight/rules/audit"

func init() { Rules.Add("kill-mode-partial", killModePartial) }

// killModePartial finds services of which processes survive a stop.
func killModePartial(u *Unit, r *audit.Reporter) {
	v := u.Enum("KillMode", words["KillMode"]...)
	switch v.Value {
	case "process", "none":
		f := r.Fail(v.Span, short("KillMode=%s leaves processes behind", v.Value), u.Set("KillMode", "mixed"))
		if !u.isApplication() {
			f.Lower(audit.Info).Doubt(audit.Likely) // a daemon may keep sessions or children on purpose
		}
	case "control-group", "mixed":
		r.Pass(v.Span)
	}
}
