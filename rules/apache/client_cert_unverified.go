package apache

import "preflight/rules/audit"

func init() { Rules.Add("client-cert-unverified", clientCertUnverified) }

// clientCertUnverified checks that certificates of clients are held against an
// authority.
func clientCertUnverified(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "SSLVerifyClient",
		bad: func(u *Use) string {
			if says("optional_no_ca")(u) {
				return "SSLVerifyClient takes certificates that anybody made"
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix { return u.setTo("optional").Careful() },
	})
}
