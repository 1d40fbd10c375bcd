package django

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("password-length-short", passwordLengthShort) }

// passwordLengthShort checks the shortest password that is accepted.
func passwordLengthShort(s *Settings, r *audit.Reporter) {
	const least = 8
	if !s.Has("AUTH_PASSWORD_VALIDATORS") {
		return
	}
	v := s.held("AUTH_PASSWORD_VALIDATORS")
	for _, c := range pyconf.ChoicesOf(v) {
		for _, it := range c.Value.Items {
			name := pyconf.Entry(it.Value, "NAME")
			if it.Rest || !name.Whole() || !strings.HasSuffix(name.Text, ".MinimumLengthValidator") {
				continue
			}
			n := pyconf.Entry(pyconf.Entry(it.Value, "OPTIONS"), "min_length")
			if n.Type == pyconf.Int && n.Int < least {
				r.Fail(spanOr(n.Span, name.Span), fmt.Sprintf("passwords of %d characters are accepted", n.Int))
			} else if n.Type == pyconf.Int || n.Type == pyconf.Absent {
				r.Pass(spanOr(n.Span, name.Span))
			}
		}
	}
}
