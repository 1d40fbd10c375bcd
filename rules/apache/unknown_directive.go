package apache

import "preflight/rules/audit"

func init() { Rules.Add("unknown-directive", unknownDirective) }

// unknownDirective checks that no directive is misspelt. A name near to none
// that httpd has may belong to a module from elsewhere.
func unknownDirective(c *Config, r *audit.Reporter) {
	count := 0
	for _, u := range c.ordered {
		if count == maxFaults {
			return
		}
		kind, message := u.fault()
		if kind != unknownName {
			continue
		}
		count++
		near := c.nearest(u)
		if near == "" {
			r.Unknown(u.Head(), message+"; a module from elsewhere may")
			continue
		}
		fix := &audit.Fix{Title: "Write " + near, Edits: []audit.Edit{{Span: u.Name.Span, Text: near}}}
		if u.Section || u.Filled {
			fix = nil // the closing tag would have to follow, or the use of a macro
		}
		c.doubt(u, r.Fail(u.Head(), message+"; did you mean "+near, fix))
	}
}
