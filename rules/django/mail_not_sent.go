package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("mail-not-sent", mailNotSent) }

// mailNotSent checks that mail leaves the machine.
func mailNotSent(s *Settings, r *audit.Reporter) {
	if s.Has("MAILERS") {
		v := pyconf.Entry(pyconf.Entry(s.Get("MAILERS"), "default"), "BACKEND")
		pyconf.Decide(r, s.AskValue("MAILERS", v, quiet), "the default mailer sends nothing", nil)
		return
	}
	a := s.Ask("EMAIL_BACKEND", quiet)
	s.judge(r, "EMAIL_BACKEND", quiet, "EMAIL_BACKEND sends nothing: "+backendName(a.Value), nil)
}

func backendName(v *pyconf.Value) string {
	parts := strings.Split(v.Text, ".")
	if len(parts) < 2 {
		return "a backend for development"
	}
	return parts[len(parts)-2]
}
