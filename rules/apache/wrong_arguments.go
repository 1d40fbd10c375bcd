package apache

import "preflight/rules/audit"

func init() { Rules.Add("wrong-arguments", wrongArguments) }

// wrongArguments checks that directives have as many arguments as they take.
func wrongArguments(c *Config, r *audit.Reporter) { c.faults(r, argumentCount, nil) }
