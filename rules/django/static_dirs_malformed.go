package django

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("static-dirs-malformed", staticDirsMalformed) }

// staticDirsMalformed checks that collected files come from elsewhere than
// where they go, and that the whole project is not published.
func staticDirsMalformed(s *Settings, r *audit.Reporter) {
	if !s.Has("STATICFILES_DIRS") || !s.requiresApp(r, "django.contrib.staticfiles") {
		return
	}
	place := s.Place("STATICFILES_DIRS")
	switch {
	case s.Ask("STATICFILES_DIRS", notList).Yes():
		r.Fail(place, "STATICFILES_DIRS is no list")
	case staticRootListed(s) == audit.Yes:
		r.Fail(place, "STATIC_ROOT is one of STATICFILES_DIRS").Also(s.Place("STATIC_ROOT"))
	case s.Ask("STATICFILES_DIRS", pyconf.AnyItem(prefixSlash)).Yes():
		r.Fail(place, "a prefix in STATICFILES_DIRS ends with a slash")
	case s.Ask("STATICFILES_DIRS", notList).Maybe():
		r.Unknown(place, cmp.Or(s.Get("STATICFILES_DIRS").Settle(), "what the list holds is not seen"))
	default:
		r.Pass(place)
	}
}
