package systemd

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("unit-refused", unitRefused) }

// unitRefused finds services that systemd does not load at all, and drop-ins of
// which it reads only the beginning.
func unitRefused(u *Unit, r *audit.Reporter) {
	if !u.IsService() {
		return
	}
	for _, p := range u.Parts {
		if p == u.Main {
			continue
		}
		if why, place := u.breaksOff(p); why != "" {
			r.Fail(place, "systemd reads no further here: "+audit.Clip(why, 41))
		}
	}
	if u.Partial() {
		return
	}
	switch why, place := u.refusal(); {
	case why == "":
		r.Pass(u.Head())
	case u.Main.Refused != nil:
		r.Fail(place, why)
	default:
		r.Fail(place, "systemd refuses the unit: "+audit.Clip(why, 46))
	}
}

// breaksOff says why systemd reads only the beginning of a drop-in, and where it
// stops.
func (u *Unit) breaksOff(p *unitfile.Part) (why string, place audit.Span) {
	for _, s := range p.Sections {
		for _, e := range s.Entries {
			if p.Refused != nil && e.Span.End > p.Refused.Span.Start {
				return p.Refused.Message, p.Refused.Span
			}
			if why := u.fault(e); why != "" {
				return why, e.Span
			}
		}
	}
	return "", audit.Span{}
}
