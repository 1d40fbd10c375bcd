package systemd

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("environment-file-exposed", environmentFileExposed) }

// environmentFileExposed finds files of settings that lie where the service may
// write, or among its code.
func environmentFileExposed(u *Unit, r *audit.Reporter) {
	if !u.IsService() {
		return
	}
	for _, e := range u.List("EnvironmentFile") {
		file := path.Clean(strings.TrimPrefix(e.Value, "-"))
		switch {
		case u.mayWrite(file):
			r.Fail(e.Span, "the service may write to its own settings")
		case u.besideCode(file):
			r.Fail(e.Span, "the file with the settings lies among the code").Lower(audit.Low)
		default:
			r.Pass(e.Span)
		}
	}
}

// mayWrite reports whether ReadWritePaths= opens the file in a service to which
// all else is closed.
func (u *Unit) mayWrite(file string) bool {
	if u.confinement().enums["ProtectSystem"] != "strict" {
		return false
	}
	for _, w := range u.Words("Service", "ReadWritePaths") {
		if below(file, path.Clean("/"+strings.TrimLeft(w.Text, "-+/"))) {
			return true
		}
	}
	return false
}

// besideCode reports whether the file is below the working directory.
func (u *Unit) besideCode(file string) bool {
	dir := path.Clean(u.Text("WorkingDirectory").Value)
	return len(dir) > 1 && dir[0] == '/' && !below(dir, "/etc") && below(file, dir)
}
