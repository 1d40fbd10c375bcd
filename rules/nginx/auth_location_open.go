package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("auth-location-open", authLocationOpen) }

// authLocationOpen finds the location behind auth_request open to clients.
func authLocationOpen(s *Site, r *audit.Reporter) {
	s.eachOwn("auth_request", func(b *Block, d *Directive) {
		server := b.Server()
		if server == nil || d.Arg(0) == "off" || strings.Contains(d.Arg(0), "$") {
			return
		}
		for _, c := range server.Blocks {
			if c.Context != InLocation {
				continue
			}
			modifier, pattern := location(c.Opener)
			if strings.HasPrefix(modifier, "~") || pattern != d.Arg(0) {
				continue
			}
			switch {
			case c.Has("internal"):
				r.Pass(c.First("internal").Head())
			case len(c.holes([]string{"internal"})) > 0:
				r.Unknown(c.Place(), "add the included file "+shorten(c.holes([]string{"internal"})[0].Arg(0), 40))
			case len(c.Items) > 0:
				r.Fail(c.Place(), "the location that checks passwords is open to clients", insertBefore("Mark the location internal", c.Items[0], "internal;")).Also(d.Head())
			}
		}
	})
}
