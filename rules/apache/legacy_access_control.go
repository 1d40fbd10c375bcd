package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("legacy-access-control", legacyAccessControl) }

// legacyAccessControl checks that access is not decided by the directives of
// httpd 2.2.
func legacyAccessControl(c *Config, r *audit.Reporter) {
	for _, s := range c.scopes {
		for _, name := range []string{"Order", "Allow", "Deny"} {
			if u := firm(s.Uses(name)); u != nil {
				r.Fail(u.Head(), u.Name.Value+" is access control of httpd 2.2", modern(s))
				break
			}
		}
	}
}

// modern is the fix for the two plain cases: all allowed, and all denied.
func modern(s *Scope) *audit.Fix {
	order, allow, deny := s.Uses("Order"), s.Uses("Allow"), s.Uses("Deny")
	if len(order) != 1 || len(allow)+len(deny) != 1 || s.Has("Require") || s.Has("Satisfy") || order[0].Filled {
		return nil
	}
	first := strings.ToLower(strings.ReplaceAll(strings.Join(order[0].Values(), ""), " ", ""))
	word, only := "", append(append([]*Use{}, allow...), deny...)[0]
	switch {
	case !strings.EqualFold(only.Value(0), "from") || !strings.EqualFold(only.Value(1), "all") || len(only.Values()) != 2:
		return nil
	case len(deny) == 1:
		word = "denied"
	case first == "allow,deny" || first == "deny,allow":
		word = "granted"
	}
	if word == "" {
		return nil
	}
	keep := order[0]
	fix := only.remove("Write Require all " + word)
	if fix == nil {
		return nil
	}
	fix.Edits = append(fix.Edits, audit.Edit{Span: keep.Head(), Text: "Require all " + word})
	return fix
}
