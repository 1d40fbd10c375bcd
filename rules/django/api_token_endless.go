package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-token-endless", apiTokenEndless) }

// apiTokenEndless tells that tokens do not expire.
func apiTokenEndless(s *Settings, r *audit.Reporter) {
	if !s.Has("REST_FRAMEWORK") {
		return
	}
	classes := pyconf.Entry(s.held("REST_FRAMEWORK"), "DEFAULT_AUTHENTICATION_CLASSES")
	if v := pyconf.FindItem(classes, pyconf.IsText("rest_framework.authentication.TokenAuthentication")); v != nil {
		r.Fail(spanOr(s.inPython(v.Span), s.Place("REST_FRAMEWORK")), "tokens of the API never expire")
	}
}
