package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("capabilities-unbounded", capabilitiesUnbounded) }

// strong are capabilities that amount to being root.
var strong = []string{"SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "SYS_RAWIO", "DAC_OVERRIDE", "SETUID", "SETPCAP", "BPF"}

// capabilitiesUnbounded checks that the service gives up capabilities.
func capabilitiesUnbounded(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	entries, s := u.Assigned("CapabilityBoundingSet"), u.confinement()
	if len(entries) > 0 {
		u.judgeBoundingSet(r, s.bounding)
		return
	}
	if u.Partial() {
		return
	}
	v := r.Fail(u.Head(), "no capability is given up", u.boundingFix())
	u.soften(v)
}

// judgeBoundingSet finds a set that was made and still holds everything that
// matters.
func (u *Unit) judgeBoundingSet(r *audit.Reporter, set capabilities) {
	entries := u.Assigned("CapabilityBoundingSet")
	place := entries[len(entries)-1].Span
	for _, name := range strong {
		if set&capability(name) == 0 {
			r.Pass(place)
			return
		}
	}
	u.soften(r.Fail(place, "the bounding set keeps the capabilities that make root"))
}

// boundingFix offers to give up everything but what the unit asks for, where
// the processes have no other use for capabilities: they are not root's, and no
// command runs with full privileges.
func (u *Unit) boundingFix() *audit.Fix {
	if u.confinement().privileged() {
		return nil
	}
	for _, c := range u.Commands() {
		if strings.ContainsAny(c.Prefix, "+!") {
			return nil
		}
	}
	var names []string
	for i, name := range capabilityNames {
		if u.confinement().ambient&(1<<i) != 0 {
			names = append(names, "CAP_"+name)
		}
	}
	return u.Set("CapabilityBoundingSet", strings.Join(names, " "))
}
