package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hosts-malformed", hostsMalformed) }

// hostsMalformed checks that the entries of ALLOWED_HOSTS can match a host.
func hostsMalformed(s *Settings, r *audit.Reporter) {
	if !s.Has("ALLOWED_HOSTS") {
		return
	}
	if a := s.Ask("ALLOWED_HOSTS", pyconf.TextThat(func(string) bool { return true })); a.Yes() {
		pyconf.Decide(r, a, "ALLOWED_HOSTS is a text, not a list", nil)
		return
	}
	s.judgeItems(r, "ALLOWED_HOSTS", malformedHost, func(h string) string {
		return "allowed host " + quoted(h) + " never matches: only the name counts"
	})
}

func malformedHost(h string) bool {
	if h == "" || strings.HasPrefix(h, "[") {
		return false
	}
	return strings.ContainsAny(h, "/: \t") || strings.HasPrefix(h, "*.")
}
