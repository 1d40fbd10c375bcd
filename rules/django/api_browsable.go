package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-browsable", apiBrowsable) }

// apiBrowsable tells that the pages of REST framework are served.
func apiBrowsable(s *Settings, r *audit.Reporter) {
	v := s.api()
	if v == nil {
		return
	}
	renderers := pyconf.Entry(v, "DEFAULT_RENDERER_CLASSES")
	place := spanOr(s.inPython(renderers.Span), s.Place("REST_FRAMEWORK"))
	if renderers.Type == pyconf.Absent {
		r.Fail(s.Place("REST_FRAMEWORK"), "the API has pages for browsers, by default")
		return
	}
	switch there, at := renderers.Has("rest_framework.renderers.BrowsableAPIRenderer"); there {
	case audit.Yes:
		r.Fail(spanOr(s.inPython(at), place), "the API has pages for browsers")
	case audit.No:
		r.Pass(place)
	}
}
