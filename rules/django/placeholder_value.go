package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("placeholder-value", placeholderValue) }

// placeholderValue finds values of a template that nobody filled in.
func placeholderValue(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		if name == "SECRET_KEY" || secretName(name) {
			continue
		}
		left := pyconf.MaxNodes
		s.placeholders(s.Get(name), s.Place(name), name, &left, r)
	}
}

func (s *Settings) placeholders(v *pyconf.Value, place audit.Span, name string, left *int, r *audit.Reporter) {
	if *left--; *left < 0 {
		return
	}
	switch {
	case v.Whole() && unfilled(v.Text):
		if s.fromElsewhere(v) {
			return // an environment file's value is judged where it stands
		}
		r.Fail(spanOr(v.Span, place), name+" holds a placeholder"+harmless(v.Text))
	case v.Sequence():
		for _, it := range v.Items {
			s.placeholders(it.Value, place, name, left, r)
		}
	case v.Type == pyconf.Dict:
		for _, p := range v.Pairs {
			s.placeholders(p.Value, place, name, left, r)
		}
	}
}

// harmless quotes a text that cannot hold a secret.
func harmless(text string) string {
	if strings.ContainsAny(text, "@:") || strings.Contains(strings.ToLower(text), "pass") || len(text) > 24 {
		return ""
	}
	return ": " + strconv.Quote(text)
}

// unfilled reports whether a text is one that templates use for "fill me in".
func unfilled(text string) bool {
	lower := strings.ToLower(text)
	for _, mark := range []string{"yourdomain.", "your-domain.", "your_domain", "yoursite.", "your-site.", "yourcompany.", "your-db-", "your_db_", "your-server-ip", "your_username",
		"/path/to/", "changeme", "change-me", "change_me", "replace-me", "your_password", "your-password", "your-project", "your_project"} {
		if strings.Contains(lower, mark) {
			return true
		}
	}
	return lower == "xxx" || lower == "todo"
}
