package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// publishWritten tells the stack which files and directories the application
// writes to: what confines it must leave them open.
func (s *Settings) publishWritten(stack *audit.Stack) {
	for _, name := range []string{"MEDIA_ROOT", "FILE_UPLOAD_TEMP_DIR", "EMAIL_FILE_PATH"} {
		if s.Has(name) {
			s.writes(stack, name, s.Get(name))
		}
	}
	for _, p := range pyconf.Entry(s.Get("LOGGING"), "handlers").Pairs {
		s.writes(stack, "LOGGING", pyconf.Entry(p.Value, "filename"))
	}
	for _, d := range s.Databases() {
		if d.SQLite() {
			s.writes(stack, "DATABASES", d.Get("NAME"))
		}
	}
}

// writes publishes one path, if it is known. Below BASE_DIR it is given as below
// the project, whose place the settings do not know.
func (s *Settings) writes(stack *audit.Stack, name string, v *pyconf.Value) {
	text, known := pathText(v)
	if !known || text == "" || v.Type == pyconf.Absent {
		return
	}
	if base, ok := pathText(s.Get("BASE_DIR")); ok && base != "" {
		if rest, below := strings.CutPrefix(text, base+"/"); below {
			text = "./" + rest
		}
	}
	if strings.HasPrefix(text, "/") || strings.HasPrefix(text, "./") {
		stack.Writes(audit.Written{Path: text, File: name == "LOGGING" || name == "DATABASES", Name: name, Span: spanOr(s.inPython(v.Span), s.Place(name))})
	}
}
