package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("bind-ignored", bindIgnored) }

// bindIgnored finds gunicorn told to listen somewhere, while a socket unit hands
// it a socket that lies elsewhere: it takes that one.
func bindIgnored(u *Unit, r *audit.Reporter) {
	if !u.IsService() {
		return
	}
	socket := u.ownSocketUnit()
	if socket == nil {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		at, ok := c.Flag("--bind", "-b")
		if !ok || !strings.HasPrefix(c.Program(), "gunicorn") {
			continue
		}
		for _, w := range socket.Words("Socket", "ListenStream") {
			if sameAddress(at.Text, w.Text) {
				r.Pass(at.Span)
				return
			}
		}
		r.Fail(at.Span, short("gunicorn ignores --bind: %s hands it a socket", socket.Name)).Also(socket.Head())
	}
}

// ownSocketUnit is the socket unit of the stack that starts this service.
func (u *Unit) ownSocketUnit() *Unit {
	own := strings.TrimSuffix(u.Name, ".service") + ".socket"
	for _, v := range Units(u.stack) {
		if v.Type != "socket" || v.Partial() {
			continue
		}
		if service := v.Text("Service"); service.Set && service.Value == u.Name || !service.Set && v.Name == own {
			return v
		}
	}
	return nil
}

// sameAddress compares an address of gunicorn with one of a socket unit.
func sameAddress(bind, listen string) bool {
	bind = strings.TrimPrefix(strings.TrimPrefix(bind, "unix://"), "unix:")
	run := func(path string) string {
		if rest, ok := strings.CutPrefix(path, "/var/run/"); ok {
			return "/run/" + rest
		}
		return path
	}
	if strings.Trim(listen, "0123456789") == "" {
		return portOf(bind) != 0 && strings.HasSuffix(bind, ":"+listen)
	}
	return run(bind) == run(listen)
}
