package django

import "preflight/rules/audit"

func init() { Rules.Add("upload-temp-shared", uploadTempShared) }

// uploadTempShared checks where uploads lie while they are received.
func uploadTempShared(s *Settings, r *audit.Reporter) {
	const name = "FILE_UPLOAD_TEMP_DIR"
	text, known := pathText(s.Get(name))
	switch {
	case !s.Has(name) || !known || text == "":
	case inside(cleaned(text), "/tmp") || inside(cleaned(text), "/var/tmp"):
		r.Fail(s.Place(name), "uploads pass through a directory that all users share")
	case s.servedDirectory(text):
		r.Fail(s.Place(name), "uploads pass through a directory that is served")
	default:
		r.Pass(s.Place(name))
	}
}
