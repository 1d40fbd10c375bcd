package systemd

import (
	"strings"

	"preflight/rules/audit"
)

// leavesRoot judges a service that starts as root and whose server can give it
// up by itself. It reports whether that settles the matter.
func (u *Unit) leavesRoot(place audit.Span, r *audit.Reporter) bool {
	starts := u.CommandsOf("ExecStart")
	if len(starts) != 1 {
		return false
	}
	switch c := starts[0]; {
	case strings.HasPrefix(c.Program(), "uwsgi"):
		return c.uwsgiLeavesRoot(place, r)
	case strings.HasPrefix(c.Program(), "gunicorn"):
		return c.gunicornLeavesRoot(place, r)
	}
	return false
}

// uwsgiLeavesRoot goes by --uid, which all processes of uWSGI obey, and which a
// configuration file may hold too.
func (c *Command) uwsgiLeavesRoot(place audit.Span, r *audit.Reporter) bool {
	if uid, ok := c.Flag("--uid"); ok {
		if isRoot(uid.Text) {
			return false
		}
		r.Pass(uid.Span)
		return true
	}
	if dir, ok := c.Flag("--emperor"); ok {
		r.Unknown(place, "the files in "+audit.Clip(dir.Text, 40)+" may set uid")
		return true
	}
	for _, a := range c.Options() {
		_, value, assigned := strings.Cut(a.Text, "=")
		if !assigned {
			value = a.Text
		}
		if configured(value) {
			r.Unknown(place, audit.Clip(baseName(value), 40)+" may set uid")
			return true
		}
	}
	return false
}

// configured reports whether a word names a configuration file of uWSGI.
func configured(word string) bool {
	for _, end := range []string{".ini", ".xml", ".json", ".yml", ".yaml"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// gunicornLeavesRoot goes by --user, which the workers obey: the process that
// starts them stays root.
func (c *Command) gunicornLeavesRoot(place audit.Span, r *audit.Reporter) bool {
	if user, ok := c.Flag("--user", "-u"); ok && !isRoot(user.Text) {
		r.Fail(place, "the process that starts gunicorn's workers runs as root").Also(user.Span).Lower(audit.Low)
		return true
	}
	if file, ok := c.Flag("--config", "-c"); ok {
		r.Fail(place, "gunicorn runs as root; "+audit.Clip(baseName(file.Text), 30)+" may set user").Also(file.Span).Doubt(audit.Likely)
		return true
	}
	return false
}

func isRoot(user string) bool { return user == "root" || user == "0" }
