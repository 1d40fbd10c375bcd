package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("tmp-socket-hidden", tmpSocketHidden) }

// tmpSocketHidden finds sockets in a /tmp that only the service itself sees.
func tmpSocketHidden(u *Unit, r *audit.Reporter) {
	if !u.IsService() || !u.confinement().on["PrivateTmp"] {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		for _, a := range c.Options() {
			path := pathOf(a.Text)
			if anyBelow(path, []string{"/tmp", "/var/tmp"}) && (strings.HasSuffix(path, ".sock") || strings.HasSuffix(path, ".socket")) {
				r.Fail(a.Span, "nobody else sees this socket: /tmp is private").Also(u.placeOf("PrivateTmp"))
			}
		}
	}
}
