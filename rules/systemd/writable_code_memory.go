package systemd

import "preflight/rules/audit"

func init() { Rules.Add("writable-code-memory", writableCodeMemory) }

// writableCodeMemory checks that the service cannot make code out of data.
func writableCodeMemory(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	switch f := u.Bool("MemoryDenyWriteExecute"); {
	case f.Truth == audit.Maybe: // of a lone drop-in only what it sets is judged
	case f.Truth == audit.No && !f.Set && u.ofTheSystem():
	case f.Truth == audit.No:
		r.Fail(f.Span, "memory may be writable and executable at once").Lower(audit.Info)
	case len(u.confinement().archs) == 0 && !u.Partial():
		r.Fail(f.Span, "MemoryDenyWriteExecute= needs SystemCallArchitectures=native", u.Set("SystemCallArchitectures", "native"))
	default:
		r.Pass(f.Span)
	}
}
