package systemd

import "preflight/rules/audit"

func init() { Rules.Add("memory-unlimited", memoryUnlimited) }

// memoryUnlimited checks that one service cannot take all of the memory.
func memoryUnlimited(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || u.serviceType() == "oneshot" || !u.isApplication() {
		return
	}
	for _, key := range []string{"MemoryMax", "MemoryHigh", "MemoryLimit"} {
		if v := u.Text(key); v.Set && v.Value != "infinity" {
			r.Pass(v.Span)
			return
		}
	}
	r.Fail(u.Head(), "the service may use all of the memory")
}
