package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("templates-uncached", templatesUncached) }

// templatesUncached checks that a list of loaders keeps compiled templates.
func templatesUncached(s *Settings, r *audit.Reporter) {
	if !s.Has("TEMPLATES") {
		return
	}
	for _, t := range s.Get("TEMPLATES").Items {
		loaders := pyconf.Entry(pyconf.Entry(t.Value, "OPTIONS"), "loaders")
		if len(t.When) > 0 || !loaders.Sequence() || len(loaders.Items) == 0 {
			continue
		}
		place := spanOr(s.inPython(t.Value.Span), s.Place("TEMPLATES"))
		if _, at := pyconf.Entry(t.Value, "OPTIONS").Has("loaders"); !at.IsZero() {
			place = spanOr(s.inPython(at), place)
		}
		if plainLoaders(loaders) {
			r.Fail(place, "OPTIONS[\"loaders\"] leaves out the cached loader")
		}
	}
}

// plainLoaders reports whether a list holds nothing but loaders of Django that
// read a template each time.
func plainLoaders(loaders *pyconf.Value) bool {
	for _, it := range loaders.Items {
		switch it.Value.Text {
		case "django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader":
			if it.Value.Whole() && !it.Rest {
				continue
			}
		}
		return false
	}
	return true
}
