package systemd

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("port-needs-root", portNeedsRoot) }

// portNeedsRoot finds servers that may not listen where they are told to.
func portNeedsRoot(u *Unit, r *audit.Reporter) {
	s := u.confinement()
	if !u.IsService() || u.Partial() || s.privileged() || s.ambient&capability("NET_BIND_SERVICE") != 0 && !s.on["PrivateUsers"] {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		flags := portFlags[c.Program()]
		if len(flags) == 0 || strings.ContainsAny(c.Prefix, "+!") {
			continue
		}
		if at, ok := c.Flag(flags...); ok {
			if port := portOf(at.Text); port > 0 && port < 1024 {
				r.Fail(at.Span, "port "+strconv.Itoa(port)+" is closed to a service that is not root's")
			}
		}
	}
}

// portFlags are the options by which servers are told where to listen.
var portFlags = map[string][]string{
	"gunicorn": {"--bind", "-b"}, "gunicorn3": {"--bind", "-b"}, "uvicorn": {"--port"}, "daphne": {"--port", "-p"}, "hypercorn": {"--bind", "-b"},
}

// portOf is the port in an address such as "0.0.0.0:80", ":80" or "80"; else 0.
func portOf(address string) int {
	if strings.HasPrefix(address, "unix:") || strings.HasPrefix(address, "/") {
		return 0
	}
	port, err := strconv.Atoi(address[strings.LastIndexByte(address, ':')+1:])
	if err != nil {
		return 0
	}
	return port
}
