package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("log-file-exposed", logFileExposed) }

// logFileExposed checks where logs are written.
func logFileExposed(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	for _, p := range pyconf.Entry(s.Get("LOGGING"), "handlers").Pairs {
		v := pyconf.Entry(p.Value, "filename")
		text, known := pathText(v)
		if !known || v.Type == pyconf.Absent {
			continue
		}
		place := spanOr(s.inPython(v.Span), s.Place("LOGGING"))
		switch {
		case !absolute(text):
			r.Fail(place, "a log file has a relative path").Lower(audit.Low)
		case inside(cleaned(text), "/tmp"):
			r.Fail(place, "a log file lies where all users write")
		case s.servesFile(text):
			r.Fail(place, "a log file lies among files that are served")
		case pyconf.IsText("logging.FileHandler")(pyconf.Entry(p.Value, "class")) == audit.Yes:
			r.Fail(place, "a log file grows without end, unless something rotates it").Lower(audit.Info).Doubt(audit.Likely)
		default:
			r.Pass(place)
		}
	}
}

// servesFile reports whether a file is below a directory that is served.
func (s *Settings) servesFile(p string) bool {
	roots, _ := exposedRoots(s)
	for _, root := range roots {
		if inside(cleaned(p), cleaned(root)) {
			return true
		}
	}
	return false
}
