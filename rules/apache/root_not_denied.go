package apache

import "preflight/rules/audit"

func init() { Rules.Add("root-not-denied", rootNotDenied) }

// rootNotDenied checks that access to the file system is denied until a section
// grants a part of it.
func rootNotDenied(c *Config, r *audit.Reporter) {
	sections := c.rootSections()
	for _, s := range sections {
		switch a := accessOf(s); {
		case a.closed():
			r.Pass(s.Head())
		case a.granted != nil: // another rule says so
		case a.unknown:
			r.Unknown(s.Head(), "the words of Require come from a variable")
		case s.open() != "":
			r.Unknown(s.Head(), s.open())
		default:
			s.likely(r.Fail(s.Head(), "access to the file system is not denied", s.add("Require all denied")))
		}
	}
	// Of the questions about the server, a site given alone leaves this one open.
	if len(sections) > 0 || !c.Complete && len(c.Hosts) == 0 {
		return
	}
	if settle := c.GapAnywhere("<Directory />"); settle != "" {
		r.Unknown(c.Place(), settle)
		return
	}
	r.Fail(c.Place(), "no <Directory /> denies access to the file system")
}
