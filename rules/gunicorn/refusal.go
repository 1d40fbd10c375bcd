package gunicorn

// Refuses reports whether gunicorn does not start: with an option that it does
// not know, with a value that it does not take, or without an application.
func (s *Server) Refuses() bool {
	if len(s.flags.stray)+len(s.extra.stray) > 0 {
		return true
	}
	for _, row := range settings() {
		if s.Get(row.name).Refused != "" || s.refusedBelow(row) {
			return true
		}
	}
	return s.Command != nil && len(s.flags.operands) == 0 && s.partial == "" && s.flags.open == "" && !s.Has("wsgi_app") && !s.Has("paste")
}

// refusedBelow reports whether a value that another one replaces is refused: all
// are read one after the other.
func (s *Server) refusedBelow(row *setting) bool {
	for _, args := range []*arguments{s.flags, s.extra} {
		for _, g := range args.options {
			if g.setting == row && g.refused != "" {
				return true
			}
		}
	}
	if h := fromOptions(row, s.extra, Extra); h != nil && h.Refused != "" {
		return true
	}
	h := s.fromFile(row)
	return h != nil && h.Refused != ""
}

// Names gives the names of the settings that hold plain values, in alphabetical
// order: no hooks, and nothing that depends on the machine.
func Names() []string {
	var names []string
	for _, row := range settings() {
		switch row.kind {
		case "callable", "post_request", "chdir", "user", "group", "class", "dict", "statsd_address", "ssl_version":
			continue
		}
		switch row.name {
		case "config", "control_socket", "default_proc_name", "tolerate_dangerous_framing":
			continue
		}
		names = append(names, row.name)
	}
	return names
}

// Initial is what a setting holds where neither a file nor an option gives it a
// value.
func (s *Server) Initial(name string) *Held { return s.initial(lookup(name)) }
