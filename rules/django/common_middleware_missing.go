package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("common-middleware-missing", commonMiddlewareMissing) }

// commonMiddlewareMissing tells that some settings have nobody who reads them.
func commonMiddlewareMissing(s *Settings, r *audit.Reporter) {
	a := s.lacksMiddleware("django.middleware.common.CommonMiddleware")
	if !s.Has("MIDDLEWARE") || a.Maybe() {
		return
	}
	message := "CommonMiddleware is not in MIDDLEWARE"
	for _, name := range []string{"DISALLOWED_USER_AGENTS", "APPEND_SLASH", "PREPEND_WWW"} {
		if s.Has(name) && s.Bool(name).Yes() {
			message = name + " does nothing without CommonMiddleware"
			break
		}
	}
	pyconf.Decide(r, a, message, nil)
}
