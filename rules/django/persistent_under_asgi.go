package django

import (
	"path"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("persistent-under-asgi", persistentUnderAsgi) }

// persistentUnderAsgi finds connections that are kept by a site under ASGI.
func persistentUnderAsgi(s *Settings, r *audit.Reporter) {
	sure, asgi := s.underASGI()
	if !asgi || !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		age := db.Get("CONN_MAX_AGE")
		place := spanOr(s.inPython(age.Span), s.Place("DATABASES"))
		switch {
		case db.SQLite():
		case age.Type == pyconf.None || age.Type == pyconf.Int && age.Int > 0:
			v := r.Fail(place, "database "+strconv.Quote(db.Alias)+" keeps connections under ASGI")
			if !sure {
				v.Doubt(audit.Likely)
			}
		case age.Type == pyconf.Absent || age.Type == pyconf.Int:
			r.Pass(spanOr(s.inPython(db.Value.Span), s.Place("DATABASES")))
		}
	}
}

// underASGI reports whether the site is served by ASGI: by the commands that
// start it, or else by what the settings name.
func (s *Settings) underASGI() (sure, asgi bool) {
	wsgi := false
	for _, c := range s.stack.Commands() {
		for _, w := range c.Words {
			switch program := path.Base(w.Text); {
			case program == "daphne" || program == "uvicorn" || program == "hypercorn" || strings.HasSuffix(w.Text, "UvicornWorker"):
				return true, true
			case strings.Contains(w.Text, "wsgi:") || program == "uwsgi":
				wsgi = true
			}
		}
	}
	return false, !wsgi && (s.Has("ASGI_APPLICATION") || s.App("daphne") == audit.Yes)
}
