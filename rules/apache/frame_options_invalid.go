package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("frame-options-invalid", frameOptionsInvalid) }

// frameOptionsInvalid checks that X-Frame-Options says what browsers understand.
func frameOptionsInvalid(c *Config, r *audit.Reporter) {
	for _, h := range c.headers() {
		if h.name != "x-frame-options" || !h.sets() || isOpen(h.value) {
			continue
		}
		switch strings.ToUpper(strings.TrimSpace(h.value)) {
		case "DENY", "SAMEORIGIN":
			r.Pass(h.Head())
		default:
			c.doubt(h.Use, r.Fail(h.Head(), "browsers ignore X-Frame-Options "+brief(h.value)))
		}
	}
}
