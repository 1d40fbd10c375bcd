package django

import (
	"cmp"

	"preflight/rules/audit"
)

func init() { Rules.Add("cache-directory-exposed", cacheDirectoryExposed) }

// cacheDirectoryExposed checks that a cache in files is in a place of its own:
// what is read from it is unpickled.
func cacheDirectoryExposed(s *Settings, r *audit.Reporter) {
	if !s.Has("CACHES") {
		return
	}
	place := s.Place("CACHES")
	locations, _ := fileCaches(s)
	for _, l := range locations {
		at := spanOr(s.inPython(l.Span), place)
		switch text, known := pathText(l); {
		case !known:
			r.Unknown(at, cmp.Or(l.Settle(), "where the cache is kept is not seen"))
		case !absolute(text):
			r.Fail(at, "the cache directory is a relative path").Lower(audit.Medium)
		case s.servedDirectory(text):
			r.Fail(at, "the cache directory is among files that are served")
		case inside(cleaned(text), "/tmp") || inside(cleaned(text), "/var/tmp"):
			r.Fail(at, "the cache directory is in a place that all users write to")
		default:
			r.Pass(at)
		}
	}
}

func (s *Settings) servedDirectory(p string) bool {
	roots, _ := exposedRoots(s)
	for _, root := range roots {
		if related(cleaned(p), cleaned(root)) {
			return true
		}
	}
	return false
}
