package apache

import "preflight/rules/audit"

func init() { Rules.Add("forwarded-proto-missing", forwardedProtoMissing) }

// forwardedProtoMissing checks that an application behind the proxy is told,
// by the proxy and not by the client, whether the request came over TLS.
func forwardedProtoMissing(c *Config, r *audit.Reporter) {
	for _, h := range c.Hosts {
		app := h.backend()
		if app == nil {
			continue
		}
		set, gap := h.Request("X-Forwarded-Proto")
		switch {
		case set != nil:
			r.Pass(set.Head())
		case gap != "":
			r.Unknown(h.Head(), gap)
		case c.loads("headers") == audit.No:
			h.likely(r.Fail(app.Head(), "mod_headers is not loaded: clients decide X-Forwarded-Proto"))
		default:
			scheme := "http"
			if h.TLS() == audit.Yes {
				scheme = "https"
			}
			fix := h.addHeader("X-Forwarded-Proto", "RequestHeader set X-Forwarded-Proto "+scheme)
			if h.Node != nil && h.Node.Filled {
				fix = nil // the macro may make hosts of either scheme
			}
			h.likely(r.Fail(app.Head(), "clients decide what X-Forwarded-Proto says", fix))
		}
	}
}

// backend gives the directive that passes pages to a server over HTTP, or nil.
func (h *Host) backend() *Use {
	for _, t := range h.config.routesOf(h.Scope) {
		scheme, _, _ := t.address()
		if scheme == "http" || scheme == "https" {
			return t.Use
		}
	}
	return nil
}
