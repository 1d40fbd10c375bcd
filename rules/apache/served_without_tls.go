package apache

import "preflight/rules/audit"

func init() { Rules.Add("served-without-tls", servedWithoutTls) }

// servedWithoutTls checks that a site with TLS serves nothing without it.
func servedWithoutTls(c *Config, r *audit.Reporter) {
	twins := map[string]*Host{}
	for _, h := range c.Hosts {
		if h.TLS() == audit.Yes {
			for _, n := range h.Names {
				twins[n] = h
			}
		}
	}
	for _, h := range c.Hosts {
		if h.TLS() != audit.No || len(h.Names) == 0 {
			continue
		}
		twin := twins[h.Names[0]]
		switch {
		case twin == nil:
		case h.OnlyRedirects():
			r.Pass(h.Head())
		case h.open() != "":
			r.Unknown(h.Head(), h.open())
		case h.app() != nil:
			h.likely(r.Fail(h.Head(), "the site is served without TLS too")).Doubt(audit.Likely).Also(twin.Head())
		default:
			h.likely(r.Fail(h.Head(), "the site is served without TLS too")).Also(twin.Head())
		}
	}
}
