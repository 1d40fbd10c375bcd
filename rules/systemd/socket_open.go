package systemd

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("socket-open", socketOpen) }

// socketOpen finds sockets in the file system to which every user may connect.
func socketOpen(u *Unit, r *audit.Reporter) {
	if u.Type != "socket" || !u.listensOnFile() {
		return
	}
	v := u.Text("SocketMode")
	if !v.Set && u.Partial() {
		return
	}
	mode := uint64(0o666)
	if n, err := strconv.ParseUint(v.Value, 8, 32); err == nil {
		mode = n
	}
	if mode&0o002 == 0 {
		r.Pass(v.Span)
		return
	}
	var fix *audit.Fix
	if u.Text("SocketGroup").Set || u.Text("SocketUser").Set {
		fix = u.Set("SocketMode", "0660") // else nobody but root could connect
	}
	if u.belongsToDaemon() {
		return // which looks itself at who connects
	}
	r.Fail(v.Span, "every user of the host may connect to the socket", fix).Doubt(audit.Likely)
}

// belongsToDaemon reports whether the service of the socket is here and is no
// application.
func (u *Unit) belongsToDaemon() bool {
	name := u.Text("Service").Value
	if name == "" {
		name = strings.TrimSuffix(u.Name, ".socket") + ".service"
	}
	for _, other := range Units(u.stack) {
		if other.Name == name && !other.Partial() {
			return !other.isApplication()
		}
	}
	return false
}

// listensOnFile reports whether the unit makes a socket in the file system.
func (u *Unit) listensOnFile() bool {
	for _, key := range []string{"ListenStream", "ListenDatagram", "ListenSequentialPacket"} {
		for _, e := range u.List(key) {
			if strings.HasPrefix(e.Value, "/") || strings.HasPrefix(e.Value, "%t") {
				return true
			}
		}
	}
	return false
}
