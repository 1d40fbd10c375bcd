package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("login-unlimited", loginUnlimited) }

// loginUnlimited checks that a location made for signing in limits how often
// passwords are tried.
func loginUnlimited(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil || !b.Has(passes...) {
			return
		}
		modifier, pattern := location(b.Opener)
		if strings.HasPrefix(modifier, "~") || !signsIn(pattern) || b.closed() || b.guard() != nil {
			return
		}
		switch v := b.Effective("limit_req"); {
		case v.State == Set:
			r.Pass(v.Last().Head())
		case v.State == Unseen:
			r.Unknown(b.Place(), v.Settle())
		default:
			r.Fail(b.Place(), "passwords may be tried at "+shorten(pattern, 25)+" without a limit")
		}
	})
}

// signsIn reports whether a path is named for signing in.
func signsIn(pattern string) bool {
	for part := range strings.SplitSeq(strings.ToLower(pattern), "/") {
		if oneOf(part, []string{"admin", "login", "signin", "wp-login.php", "xmlrpc.php"}) {
			return true
		}
	}
	return false
}
