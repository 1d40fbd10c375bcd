package gunicorn

import "preflight/rules/audit"

func init() { Rules.Add("dangerous-framing", dangerousFraming) }

// dangerousFraming finds a server that guesses where an unclear request ends. Only
// gunicorn 22.0 has the setting; where nobody names the release, that it is
// written down speaks for this one.
func dangerousFraming(s *Server, r *audit.Reporter) {
	const name = "tolerate_dangerous_framing"
	row := lookup(name)
	place, on := s.framing(name)
	if on != audit.Yes {
		return
	}
	pinned := s.Version != audit.DefaultTargets()["gunicorn"]
	switch {
	case row.in(s.Version):
		s.fail(r, place, name+" is on")
	case pinned:
		s.fail(r, place, name+" is on; this gunicorn does not know it").Lower(audit.Low)
	default:
		s.fail(r, place, name+" is on").Doubt(audit.Likely)
	}
}

// framing finds the setting whatever the release.
func (s *Server) framing(name string) (place audit.Span, on audit.Truth) {
	if s.scope != nil {
		if b := s.scope.Own(name); b != nil && len(b.Places) > 0 {
			return b.Places[len(b.Places)-1], b.Value.Truth()
		}
	}
	for _, g := range s.flags.options {
		if g.setting.name == name {
			return g.span, audit.Yes
		}
	}
	for _, w := range s.flags.stray {
		if w.Text == "--tolerate-dangerous-framing" {
			return w.Span, audit.Yes
		}
	}
	return audit.Span{}, audit.No
}
