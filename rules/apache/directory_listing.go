package apache

import "preflight/rules/audit"

func init() { Rules.Add("directory-listing", directoryListing) }

// directoryListing checks that folders without an index page are not listed.
func directoryListing(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "Options",
		bad: func(u *Use) string {
			on, _ := optionsOf(u)
			listed, named := on["indexes"]
			switch {
			case listed:
				return "Options lists folders that have no index page"
			case on["all"] && !named:
				return "Options All lists folders that have no index page"
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix {
			if on, _ := optionsOf(u); on["all"] {
				return nil
			}
			return u.setWords(without(u, "Indexes"), "Take Indexes out of Options")
		},
	})
}
