package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-in-raw-env", secretInRawEnv) }

// secretInRawEnv finds secrets among the variables that gunicorn sets for the
// application.
func secretInRawEnv(s *Server, r *audit.Reporter) {
	if !s.Has("raw_env") {
		return
	}
	h := s.Get("raw_env")
	if h.Place.File != nil && h.Place.File.Kind == "systemd" {
		return // the rule about command lines of units says so
	}
	for _, c := range pyconf.ChoicesOf(h.Value) {
		for _, it := range c.Value.Items {
			if it.Value.Whole() {
				s.judgeVariable(r, it.Value)
			}
		}
	}
	if len(r.Verdicts()) == 0 && h.Value.Known() {
		r.Pass(h.Place)
	}
}

func (s *Server) judgeVariable(r *audit.Reporter, v *pyconf.Value) {
	name, value, _ := strings.Cut(v.Text, "=")
	if password, ok := secret.URLPassword(value); ok {
		s.fail(r, v.Span, cutShort(name)+" holds a password ("+audit.Mask(password)+")")
		return
	}
	if value == "something" {
		return // as in the example that comes with gunicorn
	}
	if secret.Named(name) && value != "" && !secret.Reference(value) && !secret.Placeholder(value) {
		s.fail(r, v.Span, cutShort(name)+" is written out ("+audit.Mask(value)+")")
	}
}
