package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("mail-sender-default", mailSenderDefault) }

// mailSenderDefault tells that mail comes from a name that no server takes.
func mailSenderDefault(s *Settings, r *audit.Reporter) {
	if !s.entire() || !s.Has("EMAIL_HOST") && !s.Has("EMAIL_BACKEND") {
		return
	}
	for _, name := range []string{"DEFAULT_FROM_EMAIL", "SERVER_EMAIL"} {
		a := s.Ask(name, pyconf.TextThat(func(sender string) bool {
			return strings.HasSuffix(sender, "@localhost") || strings.HasSuffix(sender, "@localhost>")
		}))
		if a.Yes() {
			r.Fail(a.Place, name+" is "+strconv.Quote(a.Value.Text))
		}
	}
}
