package systemd

import "preflight/rules/audit"

func init() { Rules.Add("write-paths-idle", writePathsIdle) }

// writePathsIdle finds exceptions from a protection that is not in force.
func writePathsIdle(u *Unit, r *audit.Reporter) {
	entries := u.List("ReadWritePaths")
	if !u.IsService() || u.Partial() || len(entries) == 0 {
		return
	}
	for _, key := range []string{"ReadOnlyPaths", "InaccessiblePaths", "TemporaryFileSystem", "BindReadOnlyPaths"} {
		if len(u.List(key)) > 0 {
			return
		}
	}
	s := u.confinement()
	if s.enums["ProtectSystem"] == "no" && s.enums["ProtectHome"] == "no" && !s.on["ProtectKernelTunables"] && !s.on["ProtectControlGroups"] {
		r.Fail(entries[0].Span, "ReadWritePaths= opens what nothing has closed").Also(u.placeOf("ProtectSystem"))
		return
	}
	r.Pass(entries[0].Span)
}
