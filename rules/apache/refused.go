package apache

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// Refusal is where httpd gives a configuration up.
type Refusal struct {
	Line int    // as httpd counts it: the last line of a continued one
	Why  string // "structure", "macro", "unknown", "misplaced", "arguments"
}

var classNames = map[class]string{unknownName: "unknown", misplaced: "misplaced", argumentCount: "arguments"}

// Refused tells the first place at which "apache2 -t" gives the configuration
// up for its grammar, and whether there is one. httpd looks at how sections nest
// before it looks at any directive. What values mean is not looked at, and of
// modules only those that come with httpd, and mod_wsgi, are known.
func (c *Config) Refused() (Refusal, bool) {
	if r, found := c.readingProblem(); found {
		return r, true
	}
	first, found := c.setupProblem()
	for _, u := range c.ordered {
		if found && u.Last > first.Line {
			break
		}
		kind, _ := u.fault()
		if _, known := specOf(u.Name.Value, u.Section); !known {
			kind = unknownName
		}
		if kind != noFault && (!found || u.Last < first.Line) {
			return Refusal{u.Last, classNames[kind]}, true
		}
	}
	return first, found
}

// named gives the line that httpd names: inside a section whose condition does
// not hold, that of the section.
func (c *Config) named(problem httpdconf.Problem) int {
	for _, d := range c.off {
		if at := d.Span(); at.File == problem.Span.File && at.Start <= problem.Span.Start && problem.Span.Start < at.End {
			return d.Last
		}
	}
	return problem.Line
}

func (c *Config) setupProblem() (Refusal, bool) {
	for _, p := range c.Parsed {
		for _, problem := range p.Problems {
			if problem.Refusal == httpdconf.AtSetup {
				return Refusal{problem.Line, "structure"}, true
			}
		}
	}
	return Refusal{}, false
}

// readingProblem tells the first place at which httpd cannot read on: sections
// that do not nest, and macros that it cannot use.
func (c *Config) readingProblem() (first Refusal, found bool) {
	for _, p := range c.Parsed {
		for _, problem := range p.Problems {
			if problem.Refusal == httpdconf.AtReading && !found {
				first, found = Refusal{c.named(problem), "structure"}, true
			}
		}
	}
	for _, m := range c.macros.misused {
		if m.When == audit.Yes && (!found || m.Last < first.Line) {
			return Refusal{m.Last, "macro"}, true
		}
	}
	return first, found
}
