package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("debug-from-text", debugFromText) }

// debugFromText checks that a text of the environment is not taken for a bool:
// every text but the empty one is true, "False" too.
func debugFromText(s *Settings, r *audit.Reporter) {
	for _, c := range pyconf.ChoicesOf(s.held("DEBUG")) {
		v := c.Value
		if v.Type != pyconf.Env {
			continue
		}
		if v.Guess != "" {
			r.Unknown(v.At, v.Guess)
			continue
		}
		if v.Shape == pyconf.Text || v.AnyText {
			r.Fail(v.At, "DEBUG is true for any text in "+v.Name+", \"False\" too", s.comparedDebug(v))
			continue
		}
		r.Pass(v.At)
	}
}

// comparedDebug is a fix for the plain forms of reading: it compares the text.
func (s *Settings) comparedDebug(v *pyconf.Value) *audit.Fix {
	value := s.assigned("DEBUG")
	if value.IsZero() || v.Default == nil || v.Default.Truth() != audit.No || !plainName(v.Name) {
		return nil
	}
	text := "os.environ.get(\"" + v.Name + "\", \"\").lower() in (\"1\", \"true\", \"yes\")"
	return &audit.Fix{Title: "Compare the text", Edits: append(s.importOS(), audit.Edit{Span: value, Text: text})}
}

// plainName reports whether a name needs no quoting in Python.
func plainName(name string) bool {
	for _, r := range name {
		if r != '_' && !(r >= 'A' && r <= 'Z') && !(r >= 'a' && r <= 'z') && !(r >= '0' && r <= '9') {
			return false
		}
	}
	return name != ""
}
