package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-key-literal", secretKeyLiteral) }

// secretKeyLiteral checks that the secret key is not written in the module,
// nor a fallback for a missing environment variable.
func secretKeyLiteral(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	choices := pyconf.ChoicesOf(s.Get("SECRET_KEY"))
	open := false
	for _, c := range choices {
		v := c.Value
		if v.Type == pyconf.Unknown && c.When.Plainly() || v.Type == pyconf.Env && v.Guess != "" {
			r.Unknown(v.At, v.Settle())
			open = true
		}
	}
	for _, c := range choices {
		s.keyChoice(c, open, r)
	}
}

// keyChoice judges one of the values that the key may have; it claims no pass
// where another of them is open.
func (s *Settings) keyChoice(c pyconf.Choice, open bool, r *audit.Reporter) {
	v := c.Value
	switch {
	case v.Type == pyconf.Text && v.Text+v.Head() != "":
		if s.fromElsewhere(v) {
			return // an environment file's value is judged where it stands
		}
		r.Fail(v.At, keyMessage(v), s.keyFromEnvironment()).Also(v.Span).Also(c.When.Spans()...)
	case v.Type == pyconf.Env && v.Default != nil && v.Default.Type == pyconf.Text && v.Default.Text+v.Default.Head() != "":
		r.Fail(v.At, "SECRET_KEY falls back to a literal where "+v.Name+" is not set").Also(v.Default.Span)
	case v.Type == pyconf.Env && !open:
		r.Pass(v.At)
	}
}

// fromElsewhere reports whether a text was read from a file that is no Python.
func (s *Settings) fromElsewhere(v *pyconf.Value) bool {
	return v.Span.File != nil && v.Span.File.Kind != "django" && v.Span.File.Kind != "python"
}

func keyMessage(v *pyconf.Value) string {
	if strings.HasPrefix(v.Head(), keyPrefix) {
		return "SECRET_KEY is the development key of startproject"
	}
	if v.Whole() {
		return "SECRET_KEY is in the code (" + audit.Mask(v.Text) + ")"
	}
	return "SECRET_KEY is in the code"
}

// keyFromEnvironment is a fix that reads the key from the environment and
// fails where it is missing.
func (s *Settings) keyFromEnvironment() *audit.Fix {
	value := s.assigned("SECRET_KEY")
	if value.IsZero() || !written(s.expression("SECRET_KEY")) {
		return nil
	}
	edits := append(s.importOS(), audit.Edit{Span: value, Text: `os.environ["SECRET_KEY"]`})
	unset := len(s.stack.Variables("SECRET_KEY")) == 0 // the site stops until someone sets it
	return &audit.Fix{Title: "Read SECRET_KEY from the environment", Edits: edits, Review: unset}
}
