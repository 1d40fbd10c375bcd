package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-pickle", sessionPickle) }

// sessionPickle checks that sessions are not read as pickles.
func sessionPickle(s *Settings, r *audit.Reporter) {
	pickle := pyconf.TextThat(func(c string) bool { return strings.Contains(c, "Pickle") })
	s.judge(r, "SESSION_SERIALIZER", pickle, "sessions are read as pickles",
		s.Set("SESSION_SERIALIZER", `"django.contrib.sessions.serializers.JSONSerializer"`, "Use the JSON serializer"))
}
