package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("signup-weak", signupWeak) }

// signupWeak checks the settings of django-allauth that weaken accounts.
func signupWeak(s *Settings, r *audit.Reporter) {
	if s.App("allauth") == audit.No && s.App("allauth.account") == audit.No {
		return
	}
	s.judge(r, "ACCOUNT_EMAIL_VERIFICATION", pyconf.IsText("none"), "mail addresses are not verified", nil)
	for _, name := range []string{"ACCOUNT_LOGOUT_ON_GET", "SOCIALACCOUNT_LOGIN_ON_GET"} {
		s.judge(r, name, pyconf.Truthy, name+" is True: a link is enough", s.Set(name, "False", "Set "+name+" to False"))
	}
	s.judge(r, "ACCOUNT_RATE_LIMITS", func(v *pyconf.Value) audit.Truth { return audit.TruthOf(v.Type == pyconf.Bool && !v.Bool) }, "ACCOUNT_RATE_LIMITS is off", nil)
	s.judge(r, "ACCOUNT_PREVENT_ENUMERATION", func(v *pyconf.Value) audit.Truth { return pyconf.Truthy(v).Not() }, "forms tell whether an account exists", nil)
	s.judge(r, "MFA_TOTP_INSECURE_BYPASS_CODE", pyconf.Truthy, "one code opens every second factor", nil)
	s.judge(r, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", pyconf.Truthy, "security keys work over plain HTTP", nil)
	s.judge(r, "ACCOUNT_DEFAULT_HTTP_PROTOCOL", pyconf.IsText("http"), "links in mails are plain HTTP", s.Set("ACCOUNT_DEFAULT_HTTP_PROTOCOL", `"https"`, "Write links with https"))
}
