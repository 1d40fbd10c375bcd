package audit

// Written is a file or directory that the application writes to while it runs.
type Written struct {
	// Path is absolute, or starts with "./": below the project, the directory
	// that holds manage.py.
	Path string
	File bool   // it is a file, for which its directory must be writable
	Name string // what it is, such as "MEDIA_ROOT"
	Span Span   // where the stack says so
}

// Writes publishes a path that the application writes to.
func (s *Stack) Writes(w Written) { s.written = append(s.written, w) }

// Written gives the paths that the application is known to write to. It is
// complete once every format has been audited.
func (s *Stack) Written() []Written { return s.written }

// Depends publishes that the application needs a Python package, by its
// normalised name.
func (s *Stack) Depends(name string, place Span) {
	if s.packages == nil {
		s.packages = map[string]Span{}
	}
	if _, known := s.packages[name]; !known {
		s.packages[name] = place
	}
}

// Package tells where the stack first names a Python package.
func (s *Stack) Package(name string) (Span, bool) {
	place, known := s.packages[name]
	return place, known
}
