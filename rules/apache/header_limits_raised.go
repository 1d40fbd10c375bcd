package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("header-limits-raised", headerLimitsRaised) }

// headerLimitsRaised checks that the limits on request headers are near
// httpd's own.
func headerLimitsRaised(c *Config, r *audit.Reporter) {
	limits := []struct {
		name      string
		most      int
		byDefault string
	}{
		{"LimitRequestLine", 16380, "8190"},
		{"LimitRequestFieldSize", 16380, "8190"},
		{"LimitRequestFields", 200, "100"},
	}
	for _, l := range limits {
		c.judge(r, question{
			name: l.name, fix: setTo(l.byDefault),
			bad: func(u *Use) string {
				if n := number(u.Value(0)); n > l.most || n == 0 && l.name == "LimitRequestFields" {
					return told(u)
				}
				return ""
			},
		})
	}
}
