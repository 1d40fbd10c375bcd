package apache

import "preflight/rules/audit"

func init() { Rules.Add("macro-misused", macroMisused) }

// macroMisused checks that every macro in use is defined and gets the arguments
// that it wants.
func macroMisused(c *Config, r *audit.Reporter) {
	for i, m := range c.macros.misused {
		switch {
		case i == maxFaults:
			return
		case m.missing && (!c.Complete || c.gaps > 0):
			r.Unknown(m.Head(), m.why+" in these files; add the one that defines it")
		default:
			c.doubt(m.Use, r.Fail(m.Head(), m.why))
		}
	}
}
