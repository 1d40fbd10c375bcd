package django

import "preflight/rules/audit"

func init() { Rules.Add("axes-bypassed", axesBypassed) }

// axesBypassed checks that django-axes sees every login.
func axesBypassed(s *Settings, r *audit.Reporter) {
	if s.App("axes") != audit.Yes {
		return
	}
	s.axesBackend(r)
	if a := s.Off("AXES_ENABLED"); s.Has("AXES_ENABLED") && a.Yes() {
		r.Fail(a.Place, "AXES_ENABLED is False").Lower(audit.Low)
	}
	middleware := s.Contains("MIDDLEWARE", "axes.middleware.AxesMiddleware")
	if middleware.No() && s.entire() {
		r.Fail(s.Place("MIDDLEWARE"), "AxesMiddleware is not in MIDDLEWARE")
	}
}

// axesBackend has to come first: a backend before it lets logins through.
func (s *Settings) axesBackend(r *audit.Reporter) {
	v := s.Get("AUTHENTICATION_BACKENDS")
	place := s.Place("AUTHENTICATION_BACKENDS")
	if !v.Sequence() {
		return
	}
	for i, it := range v.Items {
		axes := it.Is("axes.backends.AxesStandaloneBackend").Or(it.Is("axes.backends.AxesBackend"))
		switch {
		case axes == audit.Yes && i == 0:
			r.Pass(spanOr(s.inPython(it.Value.Span), place))
			return
		case axes == audit.Yes:
			r.Fail(spanOr(s.inPython(it.Value.Span), place), "the backend of axes is not the first: logins pass it by")
			return
		case axes == audit.Maybe:
			return
		}
	}
	r.Fail(place, "the backend of axes is not in AUTHENTICATION_BACKENDS")
}
