package django

import "preflight/rules/audit"

func init() { Rules.Add("unread-setting", unreadSetting) }

// unreadSetting finds names from tutorials that sound like protection and that
// nothing reads.
func unreadSetting(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"LOGIN_RATE_LIMIT", "LOGIN_FAILS_LIMIT", "LOGIN_FAILS_TIMEOUT", "SECURE_FRAME_DENY", "SECURE_XSS_FILTER",
		"SESSION_COOKIE_SAMESITE_FORCE_ALL", "SECURE_SSL", "CSRF_COOKIE_SAMESITE_FORCE", "PASSWORD_MIN_LENGTH", "MAX_LOGIN_ATTEMPTS",
		"SECURE_CONTENT_SECURITY_POLICY", "SECURE_PERMISSIONS_POLICY"} {
		if s.Has(name) && !s.mentioned(name) {
			r.Fail(s.Place(name), "Django reads no setting "+name).Doubt(audit.Likely)
		}
	}
}
