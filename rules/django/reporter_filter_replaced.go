package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("reporter-filter-replaced", reporterFilterReplaced) }

const reporterFilter = "django.views.debug.SafeExceptionReporterFilter"

// reporterFilterReplaced checks that what hides secrets in error reports is
// Django's filter, or built on it.
func reporterFilterReplaced(s *Settings, r *audit.Reporter) {
	const name = "DEFAULT_EXCEPTION_REPORTER_FILTER"
	a := s.Ask(name, pyconf.TextThat(func(class string) bool { return class != reporterFilter }))
	switch {
	case !s.Has(name):
		return
	case !a.Yes():
		pyconf.Decide(r, a, "", nil)
		return
	}
	class, _ := s.definition(a.Value.Text).(*python.ClassDef)
	switch {
	case class == nil:
		r.Unknown(a.Place, "whether "+a.Value.Text+" hides secrets is not seen")
	case extends(class, "SafeExceptionReporterFilter") && !defines(class, "is_active", "cleanse_setting", "get_safe_settings"):
		r.Pass(a.Place)
	default:
		r.Fail(a.Place, "error reports are filtered by a class of the site's own").Also(class.NameSpan)
	}
}
