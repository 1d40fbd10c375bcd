package django

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-open", apiOpen) }

// apiOpen checks who may call the views of REST framework that do not say so
// themselves.
func apiOpen(s *Settings, r *audit.Reporter) {
	if s.App("rest_framework") != audit.Yes && !s.Has("REST_FRAMEWORK") {
		return
	}
	place := s.Place("REST_FRAMEWORK")
	classes := pyconf.NewAbsent()
	if s.Has("REST_FRAMEWORK") {
		classes = pyconf.Entry(s.Get("REST_FRAMEWORK"), "DEFAULT_PERMISSION_CLASSES")
	}
	switch {
	case classes.Type == pyconf.Absent && s.entire():
		r.Fail(place, "REST framework lets everybody in by default").Doubt(audit.Likely)
	case classes.Sequence():
		open := listHas(classes, "rest_framework.permissions.AllowAny")
		pyconf.Decide(r, pyconf.Answer{Truth: open, Place: spanOr(s.inPython(classes.Span), place), Value: classes, Settle: "a permission class is not seen"},
			"AllowAny is the default permission", nil)
	case classes.Type != pyconf.Absent:
		r.Unknown(place, cmp.Or(classes.Settle(), "the permission classes are not seen"))
	}
}
