package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-unpaged", apiUnpaged) }

// apiUnpaged checks that lists are cut into pages.
func apiUnpaged(s *Settings, r *audit.Reporter) {
	v := s.api()
	if v == nil {
		return
	}
	class, size := pyconf.Entry(v, "DEFAULT_PAGINATION_CLASS"), pyconf.Entry(v, "PAGE_SIZE")
	unset := func(v *pyconf.Value) bool { return v.Type == pyconf.Absent || v.Type == pyconf.None }
	place := s.Place("REST_FRAMEWORK")
	switch {
	case unset(class) && unset(size):
		r.Fail(place, "lists of the API are not cut into pages").Doubt(audit.Likely)
	case unset(class) && size.Type == pyconf.Int:
		r.Fail(spanOr(s.inPython(size.Span), place), "PAGE_SIZE does nothing without a pagination class")
	case unset(size) && class.Whole() && strings.HasPrefix(class.Text, "rest_framework.pagination."):
		r.Fail(spanOr(s.inPython(class.Span), place), "without PAGE_SIZE nothing is cut into pages")
	case class.Whole() && size.Type == pyconf.Int:
		r.Pass(spanOr(s.inPython(class.Span), place))
	}
}
