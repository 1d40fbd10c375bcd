package apache

import "preflight/rules/audit"

func init() { Rules.Add("misplaced-directive", misplacedDirective) }

// misplacedDirective checks that directives stand where httpd allows them.
func misplacedDirective(c *Config, r *audit.Reporter) { c.faults(r, misplaced, nil) }
