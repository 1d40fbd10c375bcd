package django

import "preflight/rules/audit"

func init() { Rules.Add("session-files-exposed", sessionFilesExposed) }

// sessionFilesExposed checks where sessions in files are kept.
func sessionFilesExposed(s *Settings, r *audit.Reporter) {
	if !s.Ask("SESSION_ENGINE", isText("django.contrib.sessions.backends.file")).Yes() {
		return
	}
	v := s.Get("SESSION_FILE_PATH")
	text, known := pathText(v)
	place := s.Place("SESSION_FILE_PATH")
	switch {
	case v.Type == None:
		r.Fail(s.Place("SESSION_ENGINE"), "session files lie in the shared directory for temporary files")
	case !known:
		r.Unknown(place, orElse(v.settle(), "where the session files are kept is not seen"))
	case inside(cleaned(text), "/tmp") || inside(cleaned(text), "/var/tmp"):
		r.Fail(place, "session files lie in the shared directory for temporary files")
	case s.servedDirectory(text):
		r.Fail(place, "session files lie among files that are served")
	default:
		r.Pass(place)
	}
}
