package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("run-directory-missing", runDirectoryMissing) }

// runDirectoryMissing finds sockets and PID files in /run that a service which
// is not root's cannot make.
func runDirectoryMissing(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || u.confinement().privileged() {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		if strings.ContainsAny(c.Prefix, "+!") {
			continue
		}
		for _, a := range c.Options() {
			if path := pathOf(a.Text); u.cannotMake(path) {
				r.Fail(a.Span, short("nobody makes %s for the service", path), u.runtimeFix(path)).Doubt(audit.Likely)
			}
		}
	}
}

// cannotMake reports whether the path is a new file below /run whose directory
// nothing in the unit makes. The socket of a service that is started by one is
// made by systemd.
func (u *Unit) cannotMake(path string) bool {
	rest, ok := strings.CutPrefix(strings.Replace(path, "/var/run/", "/run/", 1), "/run/")
	if !ok || !strings.HasSuffix(rest, ".sock") && !strings.HasSuffix(rest, ".pid") {
		return false
	}
	if strings.HasSuffix(rest, ".sock") && u.socketActivated() {
		return false
	}
	dir, _, nested := strings.Cut(rest, "/")
	if !nested {
		return true
	}
	for _, w := range u.Words("Service", "RuntimeDirectory") {
		if name, _ := u.expand(w.Text); strings.Split(name, ":")[0] == dir || strings.HasPrefix(name, dir+"/") {
			return false
		}
	}
	return !u.makesItself(dir)
}

// makesItself reports whether a command before the start names the directory,
// as "install -d" does.
func (u *Unit) makesItself(dir string) bool {
	for _, c := range u.CommandsOf("ExecStartPre") {
		if strings.Contains(c.Span.Text(), "/run/"+dir) {
			return true
		}
	}
	return false
}

// runtimeFix offers the directory where the path is in one of its own.
func (u *Unit) runtimeFix(path string) *audit.Fix {
	_, rest, _ := strings.Cut(path, "/run/")
	dir, _, nested := strings.Cut(rest, "/")
	if !nested || len(u.Assigned("RuntimeDirectory")) > 0 {
		return nil
	}
	return u.Set("RuntimeDirectory", dir)
}
