package django

import "preflight/rules/audit"

func init() { Rules.Add("error-mail-revealing", errorMailRevealing) }

// errorMailRevealing checks what error reports by mail hold.
func errorMailRevealing(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	for _, p := range entry(s.Get("LOGGING"), "handlers").Pairs {
		class := entry(p.Value, "class")
		if !class.Whole() || class.Text != "django.utils.log.AdminEmailHandler" {
			continue
		}
		place := spanOr(s.inPython(class.Span), s.Place("LOGGING"))
		html, level := entry(p.Value, "include_html"), entry(p.Value, "level")
		switch {
		case html.Type != Absent && html.Truth() == audit.Yes:
			r.Fail(spanOr(s.inPython(html.Span), place), "error mails hold settings and request data")
		case level.Whole() && level.Text != "ERROR" && level.Text != "CRITICAL":
			r.Fail(spanOr(s.inPython(level.Span), place), "mail is sent for every line at "+level.Text)
		default:
			r.Pass(place)
		}
	}
}
