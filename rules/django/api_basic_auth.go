package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-basic-auth", apiBasicAuth) }

// apiBasicAuth tells that passwords travel with every request.
func apiBasicAuth(s *Settings, r *audit.Reporter) {
	if !s.Has("REST_FRAMEWORK") {
		return
	}
	classes := pyconf.Entry(s.Get("REST_FRAMEWORK"), "DEFAULT_AUTHENTICATION_CLASSES")
	if v := s.api(); v != nil && classes.Type == pyconf.Absent {
		r.Fail(s.Place("REST_FRAMEWORK"), "the API takes passwords with every request, by default").Doubt(audit.Likely)
		return
	}
	if classes.Sequence() && listHas(classes, "rest_framework.authentication.BasicAuthentication") == audit.Yes {
		_, at := classes.Has("rest_framework.authentication.BasicAuthentication")
		r.Fail(spanOr(s.inPython(at), s.Place("REST_FRAMEWORK")), "the API takes passwords with every request")
	}
}
