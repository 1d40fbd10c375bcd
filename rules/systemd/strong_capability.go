package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("strong-capability", strongCapability) }

// strongCapability finds services that are given capabilities by which they can
// become root.
func strongCapability(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	for _, e := range u.List("AmbientCapabilities") {
		if strings.HasPrefix(e.Value, "~") {
			continue
		}
		found := ""
		for _, t := range cut(e.Value, true).words {
			if n := capabilityNumber(t.text, u.Version[0]); n >= 0 && n < len(capabilityNames) && isStrong(capabilityNames[n]) {
				found = "CAP_" + capabilityNames[n]
				v := r.Fail(e.Place(t.start, t.end), short("%s is as good as root", found))
				if !u.Partial() && !u.isApplication() {
					v.Lower(audit.Medium).Doubt(audit.Likely)
				}
			}
		}
		if found == "" {
			r.Pass(e.Span)
		}
	}
}

// isStrong reports whether the capability leads to all the others.
func isStrong(name string) bool {
	for _, s := range strong {
		if s == name {
			return true
		}
	}
	return name == "SETGID" || name == "SETFCAP" || name == "CHOWN" || name == "FOWNER" || name == "DAC_READ_SEARCH"
}
