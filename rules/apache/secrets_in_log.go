package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("secrets-in-log", secretsInLog) }

// loggedSecrets are the parts of log formats, in lower case, that hold what signs
// visitors in.
var loggedSecrets = []struct{ part, what string }{
	{"{authorization}i", "passwords and tokens"}, {"{proxy-authorization}i", "passwords and tokens"},
	{"{cookie}i", "session cookies"}, {"{set-cookie}o", "session cookies"}, {"{sessionid}c", "session cookies"},
	{"{x-api-key}i", "keys of clients"}, {"{x-csrftoken}i", "tokens against forgery"},
}

// secretsInLog checks that the logs do not hold what signs visitors in.
func secretsInLog(c *Config, r *audit.Reporter) {
	for _, name := range []string{"LogFormat", "CustomLog", "ErrorLogFormat", "GlobalLog"} {
		for _, u := range c.Uses(name) {
			if what := secretLogged(strings.ToLower(strings.Join(u.Values(), " "))); what != "" {
				c.doubt(u, r.Fail(u.Head(), name+" writes "+what+" to the log"))
			}
		}
	}
	for _, u := range c.Uses("ForensicLog") {
		c.doubt(u, r.Fail(u.Head(), "ForensicLog writes every header, cookies among them"))
	}
	for _, name := range []string{"DumpIOInput", "DumpIOOutput"} {
		c.judge(r, question{name: name, bad: func(u *Use) string {
			if u.On() {
				return name + " writes whole requests or answers to the log"
			}
			return ""
		}, fix: setTo("Off")})
	}
}

func secretLogged(format string) string {
	for _, s := range loggedSecrets {
		i := strings.Index(format, s.part)
		if i < 0 {
			continue
		}
		if sign := strings.LastIndexByte(format[:i], '%'); sign >= 0 && strings.Trim(format[sign+1:i], "<>!,0123456789") == "" {
			return s.what
		}
	}
	return ""
}
