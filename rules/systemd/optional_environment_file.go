package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("optional-environment-file", optionalEnvironmentFile) }

// optionalEnvironmentFile finds files of settings whose absence goes unnoticed.
func optionalEnvironmentFile(u *Unit, r *audit.Reporter) {
	for i, e := range u.List("EnvironmentFile") {
		path, optional := strings.CutPrefix(e.Value, "-")
		switch {
		case !optional:
			r.Pass(e.Span)
		case strings.HasPrefix(path, "/etc/default/") || strings.HasPrefix(path, "/etc/sysconfig/"):
			// where distributions keep what may be missing
		case i > 0:
			// overrides what the files before it say
		default:
			fix := &audit.Fix{Title: "Make the file required", Edits: []audit.Edit{{Span: e.ValueSpan(), Text: path}}}
			r.Fail(e.Span, "without this file the service starts all the same", fix.Careful())
		}
	}
}
