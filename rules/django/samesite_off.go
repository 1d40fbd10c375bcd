package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("samesite-off", samesiteOff) }

// samesiteOff checks that the cookies are not sent with requests of other
// sites, and that a cookie for all sites is at least secure.
func samesiteOff(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"SESSION_COOKIE", "CSRF_COOKIE"} {
		setting := name + "_SAMESITE"
		if !s.Has(setting) {
			continue
		}
		a := s.Ask(setting, noSameSite)
		if a.Yes() && a.Value.Whole() && s.NotTrue(name+"_SECURE").Yes() {
			r.Fail(a.Place, setting+" is \"None\" without "+name+"_SECURE: cookie dropped").Lower(audit.High)
			continue
		}
		v := pyconf.Decide(r, a, setting+" is "+pyconf.Shown(a.Value), s.Set(setting, `"Lax"`, "Set "+setting+" to Lax"))
		if a.Yes() {
			v.Lower(audit.Medium)
		}
		if a.Yes() && name == "CSRF_COOKIE" {
			v.Lower(audit.Low)
		}
	}
}

func noSameSite(v *pyconf.Value) audit.Truth {
	return v.IsNone().Or(pyconf.TextThat(func(t string) bool { return strings.EqualFold(t, "none") || t == "" })(v)).
		Or(audit.TruthOf(v.Type == pyconf.Bool && !v.Bool))
}
