package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("error-mail-revealing", errorMailRevealing) }

// errorMailRevealing checks what error reports by mail hold.
func errorMailRevealing(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	for _, p := range pyconf.Entry(s.Get("LOGGING"), "handlers").Pairs {
		class := pyconf.Entry(p.Value, "class")
		if !class.Whole() || class.Text != "django.utils.log.AdminEmailHandler" {
			continue
		}
		place := spanOr(s.inPython(class.Span), s.Place("LOGGING"))
		html, level := pyconf.Entry(p.Value, "include_html"), pyconf.Entry(p.Value, "level")
		switch {
		case html.Type != pyconf.Absent && html.Truth() == audit.Yes:
			r.Fail(spanOr(s.inPython(html.Span), place), "error mails hold settings and request data")
		case level.Whole() && level.Text != "ERROR" && level.Text != "CRITICAL":
			r.Fail(spanOr(s.inPython(level.Span), place), "mail is sent for every line at "+level.Text)
		case s.mailsDebugRuns(p.Value):
			r.Fail(place, "errors of debug runs are mailed too").Lower(audit.Low)
		default:
			r.Pass(place)
		}
	}
}

// mailsDebugRuns reports whether a handler without a filter is there while
// DEBUG may be on.
func (s *Settings) mailsDebugRuns(handler *pyconf.Value) bool {
	filters := pyconf.Entry(handler, "filters")
	none := filters.Type == pyconf.Absent || filters.Sequence() && len(filters.Items) == 0
	return none && s.Has("DEBUG") && !s.Ask("DEBUG", (*pyconf.Value).Truth).No()
}
