package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("login-url-insecure", loginUrlInsecure) }

// loginUrlInsecure checks that logins do not leave HTTPS.
func loginUrlInsecure(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"LOGIN_URL", "LOGIN_REDIRECT_URL", "LOGOUT_REDIRECT_URL"} {
		plain := pyconf.TextThat(func(u string) bool { return strings.HasPrefix(u, "http://") && !nearby(host(u)) })
		a := s.Ask(name, plain)
		if !s.Has(name) || a.Maybe() && staysHere(a.Value, plain) {
			continue
		}
		pyconf.Decide(r, a, name+" is plain HTTP", nil)
	}
}

// staysHere reports whether an address that is open is good where nobody sets
// it, or a URL by its name, which is never one of another scheme.
func staysHere(v *pyconf.Value, bad func(*pyconf.Value) audit.Truth) bool {
	return v.Type == pyconf.Env && v.Default != nil && bad(v.Default) == audit.No ||
		v.Type == pyconf.Unknown && v.Reason == pyconf.URLByName
}
