package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("samesite-strict", samesiteStrict) }

// samesiteStrict tells what the strict form costs.
func samesiteStrict(s *Settings, r *audit.Reporter) {
	strict := pyconf.TextThat(func(t string) bool { return strings.EqualFold(t, "strict") })
	s.mention(r, "SESSION_COOKIE_SAMESITE", strict, "SESSION_COOKIE_SAMESITE is Strict: links come in logged out")
}
