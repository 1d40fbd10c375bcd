package apache

import "preflight/rules/audit"

func init() { Rules.Add("directory-listing", directoryListing) }

// directoryListing checks that folders without an index page are not listed.
func directoryListing(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "Options",
		bad: func(u *Use) string {
			switch on, mixed := optionsOf(u); {
			case mixed:
				return "" // httpd refuses it: another rule says so
			case on["indexes"]:
				return "Options lists folders that have no index page"
			case on["all"]:
				return "Options All lists folders that have no index page"
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix {
			if on, _ := optionsOf(u); on["all"] {
				return nil
			}
			fix := u.setTo(without(u, "Indexes"))
			fix.Title = "Take Indexes out of Options"
			return fix
		},
	})
}
