package apache

import (
	"net/netip"

	"preflight/rules/audit"
)

func init() { Rules.Add("remoteip-trusts-all", remoteipTrustsAll) }

// remoteipTrustsAll checks that not every client may choose the address that
// it is taken for.
func remoteipTrustsAll(c *Config, r *audit.Reporter) {
	for _, name := range []string{"RemoteIPInternalProxy", "RemoteIPTrustedProxy"} {
		for _, u := range c.Uses(name) {
			bad := ""
			for _, v := range u.Values() {
				if bad == "" && everywhere(v) {
					bad = v
				}
			}
			switch {
			case bad != "":
				c.doubt(u, r.Fail(u.Head(), name+" trusts "+bad))
			case !u.Known():
				r.Unknown(u.Head(), "the addresses come from a variable")
			default:
				r.Pass(u.Head())
			}
		}
	}
	c.noProxies(r)
}

// everywhere reports whether a network is so wide that strangers are in it.
func everywhere(text string) bool {
	const widest = 8 // as 10.0.0.0/8
	p, err := netip.ParsePrefix(text)
	return err == nil && p.Bits() < widest && !p.Addr().IsPrivate()
}

// noProxies answers for RemoteIPHeader without any list of proxies: then every
// client is believed.
func (c *Config) noProxies(r *audit.Reporter) {
	for _, u := range c.Uses("RemoteIPHeader") {
		lists := 0
		for _, name := range []string{"RemoteIPInternalProxy", "RemoteIPTrustedProxy", "RemoteIPInternalProxyList", "RemoteIPTrustedProxyList"} {
			lists += len(c.Uses(name))
		}
		switch gap := c.GapAnywhere("RemoteIPInternalProxy"); {
		case lists > 0:
		case gap != "":
			r.Unknown(u.Head(), gap)
		default:
			c.doubt(u, r.Fail(u.Head(), "RemoteIPHeader is believed from every client"))
		}
	}
}
