package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("user-differs", userDiffers) }

// userDiffers finds a user that gunicorn cannot become, since it is started as
// another one.
func userDiffers(s *Server, r *audit.Reporter) {
	if s.Command == nil || !isAccount(s.Command.User) || !s.Has("user") {
		return
	}
	started := s.Command.User
	a := s.Ask("user", pyconf.TextThat(func(name string) bool { return isAccount(name) && name != started }))
	switch {
	case a.Yes():
		s.fail(r, a.Place, "gunicorn is started as "+cutShort(started)+" and cannot become "+cutShort(a.Value.Text)).Also(s.Command.Span)
	case a.No() && a.Value.Whole() && a.Value.Text == started:
		r.Pass(a.Place)
	}
}

// isAccount reports whether the text is the name of an account other than root:
// no number and nothing that is put in later.
func isAccount(name string) bool {
	if name == "" || name == "root" {
		return false
	}
	for i := range len(name) {
		c := name[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return true
}
