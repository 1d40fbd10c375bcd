package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("hsts-missing", hstsMissing) }

// hstsMissing checks that sites with TLS tell browsers to stay with TLS.
func hstsMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:  "Strict-Transport-Security",
		fault: "the TLS site sends no Strict-Transport-Security",
		want:  `Header always set Strict-Transport-Security "max-age=63072000"`,
		of:    func(h *Host) bool { return h.TLS() == audit.Yes },
	})
}
