package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("mail-tls-clash", mailTlsClash) }

// mailTlsClash checks that the two kinds of encryption fit each other and the
// port.
func mailTlsClash(s *Settings, r *audit.Reporter) {
	tls, ssl := s.Bool("EMAIL_USE_TLS"), s.Bool("EMAIL_USE_SSL")
	port := s.Get("EMAIL_PORT")
	place := s.Place("EMAIL_PORT")
	switch {
	case tls.Yes() && ssl.Yes():
		r.Fail(s.Place("EMAIL_USE_SSL"), "EMAIL_USE_TLS and EMAIL_USE_SSL exclude each other").Also(s.Place("EMAIL_USE_TLS"))
	case port.Type != pyconf.Int || !s.Has("EMAIL_PORT"):
	case port.Int == 465 && tls.Yes():
		r.Fail(place, "port 465 starts encrypted: EMAIL_USE_SSL, not EMAIL_USE_TLS").Lower(audit.Medium)
	case port.Int == 587 && ssl.Yes():
		r.Fail(place, "port 587 starts in the clear: EMAIL_USE_TLS, not EMAIL_USE_SSL").Lower(audit.Medium)
	case tls.Yes() || ssl.Yes():
		r.Pass(place)
	}
}
