package apache

import "preflight/rules/audit"

func init() { Rules.Add("server-side-includes", serverSideIncludes) }

// serverSideIncludes checks that pages may not run commands.
func serverSideIncludes(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "Options",
		bad: func(u *Use) string {
			if on, mixed := optionsOf(u); on["includes"] && !mixed {
				return "Options Includes lets pages run commands"
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix {
			for i, v := range u.Values() {
				switch v {
				case "Includes", "+Includes":
					return u.setArg(i, v+"NOEXEC", "Set IncludesNOEXEC")
				}
			}
			return nil
		},
	})
}
