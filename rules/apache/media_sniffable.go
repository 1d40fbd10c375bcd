package apache

import "preflight/rules/audit"

func init() { Rules.Add("media-sniffable", mediaSniffable) }

// mediaSniffable checks that browsers take uploaded files for what they are
// said to be. The application's own headers do not reach them.
func mediaSniffable(c *Config, r *audit.Reporter) {
	for _, up := range c.uploads() {
		s := up.sends("x-content-type-options")
		gap := up.Setting("Header").Settle
		switch {
		case s.header != nil:
			r.Pass(up.Head())
		case s.maybe != nil:
			r.Unknown(up.Head(), "X-Content-Type-Options is set under a condition")
		case gap != "":
			r.Unknown(up.Head(), gap)
		default:
			c.doubt(up.Use, r.Fail(up.Head(), "uploaded files come without X-Content-Type-Options"))
		}
	}
}
