package apache

import "preflight/rules/audit"

func init() { Rules.Add("mixed-access-control", mixedAccessControl) }

// mixedAccessControl checks that Require and the old Order, Allow and Deny do
// not decide about the same place.
func mixedAccessControl(c *Config, r *audit.Reporter) {
	for _, s := range c.scopes {
		for _, name := range []string{"Order", "Allow", "Deny", "Satisfy"} {
			old, current := firm(s.Uses(name)), firm(s.Uses("Require"))
			if old == nil || current == nil || says("All")(old) && old.Is("Satisfy") { // which changes nothing
				continue
			}
			r.Fail(old.Head(), old.Name.Value+" stands beside Require").Also(current.Head())
			break
		}
	}
}

// firm gives the first directive that no condition guards.
func firm(uses []*Use) *Use {
	for _, u := range uses {
		if u.When == audit.Yes && u.Guard == nil {
			return u
		}
	}
	return nil
}
