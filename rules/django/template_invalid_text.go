package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("template-invalid-text", templateInvalidText) }

// templateInvalidText checks that missing template variables stay invisible.
func templateInvalidText(s *Settings, r *audit.Reporter) {
	if !s.Has("TEMPLATES") {
		return
	}
	for _, t := range s.Get("TEMPLATES").Items {
		options := pyconf.Entry(t.Value, "OPTIONS")
		v := pyconf.Entry(options, "string_if_invalid")
		switch {
		case v.Type == pyconf.Absent || v.Type == pyconf.Unknown:
		case v.Whole() && v.Text == "":
			r.Pass(v.Span)
		case v.Whole():
			r.Fail(spanOr(v.Span, s.Place("TEMPLATES")), "string_if_invalid shows missing variables to visitors")
		case v.Type != pyconf.Env && v.Type != pyconf.Several:
			r.Fail(spanOr(v.Span, s.Place("TEMPLATES")), "string_if_invalid is no text")
		}
		s.templateClash(t.Value, options, r)
	}
}

// templateClash is loaders together with APP_DIRS, which Django refuses.
func (s *Settings) templateClash(t, options *pyconf.Value, r *audit.Reporter) {
	there, at := audit.No, t.Span
	if options.Type == pyconf.Dict {
		there, at = options.Has("loaders")
	}
	if there.And(pyconf.Truthy(pyconf.Entry(t, "APP_DIRS"))) == audit.Yes {
		r.Fail(spanOr(at, s.Place("TEMPLATES")), "APP_DIRS and loaders exclude each other").Lower(audit.Medium)
	}
}
