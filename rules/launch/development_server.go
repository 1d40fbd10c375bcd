package launch

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("development-server", developmentServer) }

// developmentServer finds servers that are made for a developer's machine.
func developmentServer(s *Start, r *audit.Reporter) {
	word, message := s.developmentServer()
	if word.Text == "" {
		if servers[s.Program.Name] {
			r.Pass(s.Program.Word.Span)
		}
		return
	}
	v := r.Fail(word.Span, message)
	switch {
	case s.Development():
		v.Lower(audit.Low)
	case s.File.Kind == "compose" && !s.Production():
		v.Lower(audit.Medium).Doubt(audit.Likely) // many a compose file is for developers
	}
}

// servers are made for production.
var servers = map[string]bool{"gunicorn": true, "uvicorn": true, "hypercorn": true, "daphne": true, "uwsgi": true, "granian": true, "waitress-serve": true}

func (s *Start) developmentServer() (audit.Word, string) {
	for _, w := range s.Program.Args {
		name := s.Program.Name
		switch {
		case (name == "django-admin" || name == "django" || strings.HasSuffix(name, "manage.py")) && strings.HasPrefix(w.Text, "runserver"):
			return w, "Django's " + w.Text + " serves the site"
		case name == "flask" && w.Text == "run":
			return w, "flask run serves the site"
		}
	}
	return audit.Word{}, ""
}
