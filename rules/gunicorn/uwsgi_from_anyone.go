package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("uwsgi-from-anyone", uwsgiFromAnyone) }

// uwsgiFromAnyone finds a server that takes requests in the uwsgi protocol, with
// any variable in them, from everybody.
func uwsgiFromAnyone(s *Server, r *audit.Reporter) {
	a := s.Ask("protocol", pyconf.IsText("uwsgi"))
	switch {
	case a.Yes():
		s.anyone(r, "uwsgi_allow_ips", "takes WSGI variables from anybody", `"127.0.0.1"`, "127.0.0.1")
	case a.Maybe() && s.Ask("uwsgi_allow_ips", pyconf.Listed(isEverybody)).Yes():
		r.Unknown(a.Place, a.Settle)
	}
}
