package systemd

import "preflight/rules/audit"

func init() { Rules.Add("daemonized-server", daemonizedServer) }

// daemonFlags are the options by which servers put themselves in the
// background.
var daemonFlags = map[string][]string{
	"gunicorn": {"--daemon", "-D"}, "gunicorn3": {"--daemon", "-D"}, "uwsgi": {"--daemonize", "-d"}, "nginx": {},
}

// daemonizedServer finds servers that leave for the background although systemd
// waits for them in the foreground.
func daemonizedServer(u *Unit, r *audit.Reporter) {
	kind := u.serviceType()
	if !u.IsService() || kind == "forking" || kind == "oneshot" {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		if flag, ok := c.Has(daemonFlags[c.Program()]...); ok {
			r.Fail(flag.Span, short("%s goes to the background, Type=%s waits for it", c.Program(), kind), cutWord(flag))
		}
	}
}

// cutWord makes the fix that deletes a word and the blanks before it, if the
// word stands there as it is.
func cutWord(w Word) *audit.Fix {
	if w.Span.Text() != w.Text {
		return nil
	}
	text, start := w.Span.File.Text, w.Span.Start
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	return &audit.Fix{Title: "Remove " + w.Text, Edits: []audit.Edit{{Span: w.Span.File.Span(start, w.Span.End)}}}
}
