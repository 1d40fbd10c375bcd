package django

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-files-exposed", sessionFilesExposed) }

// sessionFilesExposed checks where sessions in files are kept.
func sessionFilesExposed(s *Settings, r *audit.Reporter) {
	if !s.Ask("SESSION_ENGINE", pyconf.IsText("django.contrib.sessions.backends.file")).Yes() {
		return
	}
	v := s.Get("SESSION_FILE_PATH")
	text, known := pathText(v)
	place := s.Place("SESSION_FILE_PATH")
	switch {
	case v.Type == pyconf.None:
		r.Fail(s.Place("SESSION_ENGINE"), "session files lie in the shared directory for temporary files")
	case !known:
		r.Unknown(place, cmp.Or(v.Settle(), "where the session files are kept is not seen"))
	case inside(cleaned(text), "/tmp") || inside(cleaned(text), "/var/tmp"):
		r.Fail(place, "session files lie in the shared directory for temporary files")
	case s.servedDirectory(text):
		r.Fail(place, "session files lie among files that are served")
	default:
		r.Pass(place)
	}
}
