package systemd

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("code-writable", codeWritable) }

// codeWritable finds services that may write to their own code.
func codeWritable(u *Unit, r *audit.Reporter) {
	if mode := u.confinement().enums["ProtectSystem"]; !u.IsService() || mode != "strict" {
		return // elsewhere ReadWritePaths= opens nothing that was closed
	}
	var code []string
	for _, c := range u.CommandsOf("ExecStart") {
		if strings.HasPrefix(c.Path, "/") && !strings.HasPrefix(c.Path, "/usr/") && !strings.HasPrefix(c.Path, "/bin/") {
			code = append(code, c.Path)
		}
	}
	if dir := u.Text("WorkingDirectory"); strings.HasPrefix(dir.Value, "/") {
		code = append(code, dir.Value)
	}
	for _, w := range u.Words("Service", "ReadWritePaths") {
		open := path.Clean("/" + strings.TrimLeft(w.Text, "-+/"))
		for _, file := range code {
			if open != "/" && below(path.Clean(file), open) {
				r.Fail(w.Span, short("the service may write to its own code in %s", open))
				break
			}
		}
	}
}
