package apache

import "preflight/rules/audit"

func init() { Rules.Add("multiviews", multiviews) }

// multiviews checks that httpd does not guess which file an address means.
func multiviews(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "Options",
		bad: func(u *Use) string {
			if on, _ := optionsOf(u); on["multiviews"] {
				return "MultiViews hands out files by part of their name"
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix {
			if _, mixed := optionsOf(u); mixed {
				return nil
			}
			return u.setWords(without(u, "MultiViews"), "Take MultiViews out").Careful()
		},
	})
}
