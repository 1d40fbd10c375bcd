package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/secret"
)

func init() { Rules.Add("placeholder-value", placeholderValue) }

// placeholderValue finds values of a template that nobody filled in.
func placeholderValue(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		switch {
		case name == "SECRET_KEY":
			continue
		case secretName(name):
			s.placeholderSecret(s.Get(name), s.Place(name), name, r)
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
	case v.Whole() && secret.Unfilled(v.Text):
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
			if p.Key.Whole() && secret.Named(p.Key.Text) && !secret.Unfilled(p.Value.Text) {
				s.placeholderSecret(p.Value, place, name, r)
				continue
			}
			s.placeholders(p.Value, place, name, left, r)
		}
	}
}

// placeholderSecret finds a secret that is still to be filled in.
func (s *Settings) placeholderSecret(v *pyconf.Value, place audit.Span, name string, r *audit.Reporter) {
	for _, c := range pyconf.ChoicesOf(v) {
		if c.Value.Whole() && secret.Placeholder(c.Value.Text) && !s.fromElsewhere(c.Value) {
			r.Fail(spanOr(s.inPython(c.Value.Span), place), name+" holds a placeholder")
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
