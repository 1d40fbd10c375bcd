package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("secret-key-literal", secretKeyLiteral) }

// secretKeyLiteral checks that the secret key is not written in the module,
// nor a fallback for a missing environment variable.
func secretKeyLiteral(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	for _, c := range choicesOf(s.Get("SECRET_KEY")) {
		s.keyChoice(c, r)
	}
}

func (s *Settings) keyChoice(c Choice, r *audit.Reporter) {
	v := c.Value
	switch {
	case v.Type == Text && v.Text+v.Head() != "":
		if s.fromElsewhere(v) {
			return // an environment file's value is judged where it stands
		}
		r.Fail(v.At, keyMessage(v), s.keyFromEnvironment()).Also(v.Span).Also(c.When.spans()...)
	case v.Type == Env && v.Default != nil && v.Default.Type == Text && v.Default.Text+v.Default.Head() != "":
		r.Fail(v.At, "SECRET_KEY falls back to a literal where "+v.Name+" is not set").Also(v.Default.Span)
	case v.Type == Env:
		r.Pass(v.At)
	case v.Type == Unknown && c.When.plain():
		r.Unknown(v.At, v.settle())
	}
}

// fromElsewhere reports whether a text was read from a file that is no Python.
func (s *Settings) fromElsewhere(v *Value) bool {
	return v.Span.File != nil && v.Span.File.Kind != "django" && v.Span.File.Kind != "python"
}

func keyMessage(v *Value) string {
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
