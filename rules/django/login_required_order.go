package django

import "preflight/rules/audit"

func init() { Rules.Add("login-required-order", loginRequiredOrder) }

// loginRequiredOrder checks that the user is known before a login is required.
func loginRequiredOrder(s *Settings, r *audit.Reporter) {
	a := s.Contains("MIDDLEWARE", loginMiddleware)
	if !a.Yes() {
		return
	}
	switch loginBeforeAuth(s) {
	case audit.Yes:
		r.Fail(a.Place, "LoginRequiredMiddleware is before AuthenticationMiddleware")
	case audit.No:
		r.Pass(a.Place)
	default:
		r.Unknown(a.Place, "a part of MIDDLEWARE is not seen")
	}
}
