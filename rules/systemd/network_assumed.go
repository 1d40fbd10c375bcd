package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("network-assumed", networkAssumed) }

// networkAssumed finds applications that need the network to be up when they
// start, and wait for network.target only, which does not say so.
func networkAssumed(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || !u.isApplication() {
		return
	}
	after := map[string]Word{}
	for _, w := range u.Words("Unit", "After") {
		after[w.Text] = w
	}
	target, assumed := after["network.target"]
	if online, waits := after["network-online.target"]; waits {
		r.Pass(online.Span)
		return
	}
	if !assumed {
		return
	}
	if at, ok := u.listens(); ok && isHostAddress(hostOf(at.Text)) {
		r.Fail(target.Span, short("network.target does not wait for the address %s", hostOf(at.Text))).Also(at.Span).Lower(audit.Low)
		return
	}
	if at, ok := u.remoteHost(); ok {
		r.Fail(target.Span, "network.target does not mean that the network is up").Also(at).Lower(audit.Info)
	}
}

// isHostAddress reports whether a host is one address of the machine, which
// must be there before somebody can listen on it.
func isHostAddress(host string) bool {
	number := strings.Trim(host, "0123456789.") == "" || strings.Contains(host, ":") && strings.Trim(host, "0123456789abcdefABCDEF:") == ""
	return host != "" && number && host != "0.0.0.0" && host != "::" && host != "0" && !isLocal(host)
}

// remoteHost finds a variable that names another host.
func (u *Unit) remoteHost() (audit.Span, bool) {
	for _, e := range u.List("Environment") {
		for _, t := range cutCommand(e.Value).words {
			_, rest, ok := strings.Cut(t.text, "://")
			if !ok {
				continue
			}
			rest = rest[strings.LastIndexByte(rest, '@')+1:]
			host, _, _ := strings.Cut(rest, "/")
			if host = hostOf(host); host != "" && !isLocal(host) && !strings.Contains(host, "%") {
				return e.Place(t.start, t.end), true
			}
		}
	}
	return audit.Span{}, false
}
