package systemd

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
)

// reset clears a list before it is set anew.
func reset(u *Unit, m *measure) (string, audit.Span) {
	key, _, _ := strings.Cut(m.lines[0], "=")
	if len(u.Assigned(key)) > 0 {
		m.lines = slices.Insert(m.lines, 0, key+"=")
	}
	return "", audit.Span{}
}

// keepTmp leaves /tmp shared where a socket in it must be seen by others.
func keepTmp(u *Unit, _ *measure) (string, audit.Span) {
	for _, c := range u.CommandsOf("ExecStart") {
		for _, a := range c.Options() {
			if dir := pathOf(a.Text); anyBelow(dir, []string{"/tmp", "/var/tmp"}) && isSocket(dir) {
				return "nobody else would see this socket; move it to /run first", a.Span
			}
		}
	}
	return "", audit.Span{}
}

func isSocket(path string) bool {
	return strings.HasSuffix(path, ".sock") || strings.HasSuffix(path, ".socket")
}

// ownUser names a user after the unit.
func ownUser(u *Unit, m *measure) (string, audit.Span) {
	if !u.isApplication() {
		m.lines = []string{"User="}
		return "a daemon of the system may need root: see its own documentation", u.Head()
	}
	name, _, _, _ := splitName(u.Name)
	if name = strings.ToLower(name); !validUserName(name) || strings.ContainsAny(name, "\\ ") {
		name = "app"
	}
	m.lines = []string{"User=" + name}
	return "", u.Head()
}

// neededCapabilities keeps what the service was given, or needs for its port.
func neededCapabilities(u *Unit, m *measure) (string, audit.Span) {
	s := u.confinement()
	if s.privileged() {
		return "a service that runs as root needs some of them: find out which", u.Head()
	}
	at, low := u.lowPort()
	kept := s.ambient
	if low {
		kept |= capability("NET_BIND_SERVICE")
	}
	names := kept.names()
	m.lines = []string{"CapabilityBoundingSet=" + strings.Join(names, " ")}
	if low && s.ambient&capability("NET_BIND_SERVICE") == 0 {
		m.lines = append(m.lines, "AmbientCapabilities=CAP_NET_BIND_SERVICE")
	}
	if len(names) > 0 && len(u.Assigned("CapabilityBoundingSet")) > 0 {
		m.lines = slices.Insert(m.lines, 0, "CapabilityBoundingSet=")
	}
	return "", at
}

// names lists the capabilities of a set as settings name them.
func (set capabilities) names() []string {
	var names []string
	for i, name := range capabilityNames {
		if set&(1<<i) != 0 {
			names = append(names, "CAP_"+name)
		}
	}
	return names
}

// lowPort finds a port that only root may listen on.
func (u *Unit) lowPort() (audit.Span, bool) {
	for _, c := range u.CommandsOf("ExecStart") {
		if at, ok := c.Flag(portFlags[c.Program()]...); ok {
			if port := portOf(at.Text); port > 0 && port < 1024 {
				return at.Span, true
			}
		}
	}
	return audit.Span{}, false
}

// writable adds the directories that the service writes to. Where one of them
// holds the code too, it leaves all but the system writable: a list that opens
// the code would be worth nothing.
func writable(u *Unit, m *measure) (string, audit.Span) {
	var place audit.Span
	for _, w := range u.writes() {
		dir := w.Text
		line := "ReadWritePaths=-" + dir
		if dir == "/" || dir == "/run" || u.canWrite(dir) || slices.Contains(m.lines, line) {
			continue
		}
		if u.holdsCode(dir) {
			if u.confinement().enums["ProtectSystem"] == "full" {
				return "the service writes where its code lies: give it a directory of its own first", w.Span
			}
			m.lines = []string{"ProtectSystem=full"}
			m.breaks = "nothing, but the code stays writable: with a directory of its own for what it writes, strict would do"
			return "", w.Span
		}
		m.lines = append(m.lines, line)
		if place.IsZero() {
			place = w.Span
		}
	}
	return "", place
}

// holdsCode reports whether the program or the working directory lies in the
// directory.
func (u *Unit) holdsCode(dir string) bool {
	if home := u.Text("WorkingDirectory").Value; strings.HasPrefix(home, "/") && below(path.Clean(home), dir) {
		return true
	}
	for _, c := range u.CommandsOf("ExecStart") {
		if below(c.Path, dir) {
			return true
		}
	}
	return false
}

// canWrite reports whether the unit may write to the directory whatever
// ProtectSystem= says.
func (u *Unit) canWrite(dir string) bool {
	for _, w := range u.Words("Service", "ReadWritePaths") {
		if below(dir, path.Clean(strings.TrimLeft(w.Text, "-+"))) {
			return true
		}
	}
	return u.makesDirectory(dir) || anyBelow(dir, []string{"/dev", "/proc", "/sys", "/home", "/root", "/run/user"}) ||
		anyBelow(dir, []string{"/tmp", "/var/tmp"}) && u.confinement().on["PrivateTmp"]
}

// writes are the directories of the files that the service is told to write.
func (u *Unit) writes() []Word {
	var found []Word
	for _, w := range u.Words("Service", "PIDFile") {
		found = append(found, Word{path.Dir(path.Clean(w.Text)), w.Entry, w.Span})
	}
	for _, c := range u.CommandsOf("ExecStart") {
		flag := ""
		for _, a := range c.Options() {
			file := pathOf(a.Text)
			if file != "" && (isWritten(file) || namesWritten(flag) || namesWritten(strings.TrimSuffix(a.Text, file))) {
				found = append(found, Word{path.Dir(path.Clean(file)), a.Entry, a.Span})
			}
			flag = a.Text
		}
	}
	return append(found, u.writesOfApplication()...)
}

// writesOfApplication are the paths that the settings of the stack name. With
// several services it is not known which of them writes where; it does no harm
// to leave a path open that is not there.
func (u *Unit) writesOfApplication() []Word {
	if !u.isApplication() {
		return nil
	}
	var found []Word
	home := u.Text("WorkingDirectory").Value
	for _, w := range u.stack.Written() {
		file, relative := strings.CutPrefix(w.Path, "./")
		switch {
		case relative && strings.HasPrefix(home, "/"):
			file = home + "/" + file
		case relative:
			continue
		}
		dir := path.Clean(file)
		if w.File {
			dir = path.Dir(dir)
		}
		found = append(found, Word{Text: dir, Span: w.Span})
	}
	return found
}

// isWritten goes by the ending of a file.
func isWritten(file string) bool {
	switch path.Ext(file) {
	case ".log", ".pid", ".sock", ".socket", ".sqlite3", ".db":
		return true
	}
	return false
}

// namesWritten reports whether an option such as --access-logfile names a file
// to write.
func namesWritten(option string) bool {
	option = strings.TrimSuffix(option, "=")
	return strings.HasPrefix(option, "--") && (strings.Contains(option, "log") && strings.HasSuffix(option, "file") || option == "--pid" || option == "--pidfile")
}

// keepHome gives back the home directory that the service needs.
func keepHome(u *Unit, m *measure) (string, audit.Span) {
	at, used := u.usesPath(homes...)
	if !used || u.bindsHome() {
		return "", audit.Span{}
	}
	home, _, _ := strings.Cut(strings.TrimPrefix(pathIn(at.Text()), "/home/"), "/")
	if !strings.HasPrefix(pathIn(at.Text()), "/home/") || home == "" {
		return "the service needs this path: move it to /srv or /opt first", at
	}
	if _, elsewhere := u.usesPath("/root", "/run/user"); elsewhere {
		return "the service needs this path: move it to /srv or /opt first", at
	}
	m.lines = []string{"ProtectHome=tmpfs", "BindPaths=/home/" + home}
	return "", at
}

// pathIn is the first absolute path of a text.
func pathIn(text string) string {
	n := strings.IndexByte(text, '/')
	if n < 0 {
		return ""
	}
	text = text[n:]
	if end := strings.IndexAny(text, " \t\n\"';"); end >= 0 {
		text = text[:end]
	}
	return text
}

// neededCalls clears a list that is there, and keeps the call by which gunicorn
// gives its own socket away.
func neededCalls(u *Unit, m *measure) (string, audit.Span) {
	if u.confinement().privileged() {
		return "a service that runs as root may need some of them: find out which", u.Head()
	}
	at, own := u.ownSocket()
	if own {
		m.lines = append(m.lines, "SystemCallFilter=@chown")
	}
	reset(u, m)
	if len(u.Assigned("SystemCallErrorNumber")) == 0 {
		m.lines = append(m.lines, "SystemCallErrorNumber=EPERM")
	}
	return "", at
}

// ownSocket finds the Unix socket that gunicorn makes itself.
func (u *Unit) ownSocket() (audit.Span, bool) {
	for _, c := range u.CommandsOf("ExecStart") {
		if !strings.HasPrefix(c.Program(), "gunicorn") {
			continue
		}
		if at, ok := c.Flag("--bind", "-b"); ok && strings.HasPrefix(at.Text, "unix:") {
			return at.Span, true
		}
	}
	return audit.Span{}, false
}

// keepCapability leaves the host's users where a capability must count there.
func keepCapability(u *Unit, _ *measure) (string, audit.Span) {
	if u.confinement().ambient != 0 {
		return "the capability of the service would no longer count on the host", u.Head()
	}
	if u.confinement().privileged() {
		return "root of the service would no longer be root of the host", u.Head()
	}
	return "", audit.Span{}
}

// makesCode are Python packages that make code while they run, or may.
var makesCode = []string{"numba", "llvmlite", "jax", "cffi"}

// sureJITs counts those at the head of makesCode that cannot do without.
const sureJITs = 3

// keepJIT leaves programs alone that compile while they run, and names the
// package that may.
func keepJIT(u *Unit, m *measure) (string, audit.Span) {
	for _, c := range u.CommandsOf("ExecStart") {
		for _, name := range []string{"pypy", "node", "java", "luajit"} {
			if strings.HasPrefix(baseName(c.Path), name) {
				return "this program makes code while it runs", c.Span
			}
		}
	}
	for i, name := range makesCode {
		if at, ok := u.stack.Package(name); ok && u.isApplication() {
			if i < sureJITs {
				return name + " makes code while it runs", at
			}
			m.breaks = name + ", where it uses callbacks; test before you keep it"
			return "", at
		}
	}
	return "", audit.Span{}
}

// keepRemote leaves addresses open where the unit names another host.
func keepRemote(u *Unit, m *measure) (string, audit.Span) {
	if at, ok := u.listens(); ok && !isLocal(hostOf(at.Text)) {
		return "the service is reached from other hosts at this address", at.Span
	}
	if at, ok := u.remoteHost(); ok {
		return "the service connects to another host", at
	}
	if len(u.Assigned("IPAddressAllow")) > 0 {
		m.lines = m.lines[:1]
	}
	return "", audit.Span{}
}

// listens finds the address that a server is told to listen on.
func (u *Unit) listens() (Word, bool) {
	for _, c := range u.CommandsOf("ExecStart") {
		for _, flags := range [][]string{{"--bind", "-b"}, {"--host"}} {
			if at, ok := c.Flag(flags...); ok && applicationServers[c.Program()] && !strings.HasPrefix(at.Text, "unix:") {
				return at, true
			}
		}
	}
	return Word{}, false
}

// hostOf takes the port off an address.
func hostOf(address string) string {
	if end := strings.IndexByte(address, ']'); strings.HasPrefix(address, "[") && end > 0 {
		return address[1:end]
	}
	host, _, _ := strings.Cut(address, ":")
	return host
}

func isLocal(host string) bool {
	return host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1"
}

// keepPort leaves the network to a service that is reached by it.
func keepPort(u *Unit, _ *measure) (string, audit.Span) {
	if at, ok := u.listens(); ok {
		return "the service is reached at this address: use a Unix socket first", at.Span
	}
	if at, ok := u.remoteHost(); ok {
		return "the service connects to another host", at
	}
	if _, ok := u.ownSocket(); ok || u.socketActivated() {
		return "", audit.Span{}
	}
	return "no Unix socket is named: the service seems to be reached over TCP", u.Head()
}

// socketActivated reports whether a socket unit hands the service its socket.
func (u *Unit) socketActivated() bool {
	if len(u.List("Sockets")) > 0 {
		return true
	}
	for _, key := range []string{"Requires", "Wants", "BindsTo", "After"} {
		for _, w := range u.Words("Unit", key) {
			if strings.HasSuffix(w.Text, ".socket") {
				return true
			}
		}
	}
	own := strings.TrimSuffix(u.Name, ".service") + ".socket"
	return slices.ContainsFunc(Units(u.stack), func(v *Unit) bool { return v.Name == own })
}
