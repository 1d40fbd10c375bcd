package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("login-url-insecure", loginUrlInsecure) }

// loginUrlInsecure checks that logins do not leave HTTPS.
func loginUrlInsecure(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"LOGIN_URL", "LOGIN_REDIRECT_URL", "LOGOUT_REDIRECT_URL"} {
		plain := textQ(func(u string) bool { return strings.HasPrefix(u, "http://") && !nearby(host(u)) })
		s.judge(r, name, plain, name+" is plain HTTP", nil)
	}
}
