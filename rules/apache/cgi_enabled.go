package apache

import "preflight/rules/audit"

func init() { Rules.Add("cgi-enabled", cgiEnabled) }

// cgiEnabled points out folders in which files are run as programs.
func cgiEnabled(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "Options",
		bad: func(u *Use) string {
			on, _ := optionsOf(u)
			if runs, named := on["execcgi"]; runs || on["all"] && !named {
				return "Options lets files in the folder run as programs"
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix {
			if on, mixed := optionsOf(u); mixed || on["all"] {
				return nil
			}
			return u.setWords(without(u, "ExecCGI"), "Take ExecCGI out of Options").Careful()
		},
	})
}
