package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// Caps on what macros may make of a configuration.
const (
	maxCalls   = 20      // macros inside macros
	maxExpands = 4 << 20 // bytes of lines read from macros' bodies
)

// macro is a macro with the place it was read at.
type macro struct {
	*httpdconf.Macro
	file   *audit.File
	within *call // the use of another macro that defines this one
	used   bool
}

// call is one use of a macro: parameters and what they stand for.
type call struct {
	*macro
	values []string // nil where nobody uses the macro: every value is open
	from   *call    // the use around this one
	line   audit.Span
}

// by gives the line outside of all macros that leads here.
func (c *call) by() audit.Span {
	if c == nil {
		return audit.Span{}
	}
	for c.from != nil {
		c = c.from
	}
	return c.line
}

// macros are the macros of a configuration.
type macros struct {
	all     map[string][]*macro // by title, as the files hold them
	nodes   map[*httpdconf.Directive]*macro
	current map[string][]*macro // those that were walked; several only under conditions
	misused []misuse
}

// misuse is a Use that httpd cannot carry out.
type misuse struct {
	*Use
	why     string
	missing bool // another file may define the macro
}

// collect notes the macros of a file before anything is walked: in pieces of a
// server, the use may stand before the macro.
func (b *builder) collect(p *httpdconf.Config) {
	httpdconf.Walk(p.Body, func(d *httpdconf.Directive) bool {
		if m := httpdconf.MacroOf(d); m != nil {
			b.macros.nodes[d] = &macro{Macro: m, file: p.File}
			b.macros.all[m.Title] = with(b.macros.all[m.Title], b.macros.nodes[d])
		}
		return true
	})
}

// defineMacro notes a macro that stands where httpd reads now. One under a
// condition does not replace another for certain.
func (b *builder) defineMacro(d *httpdconf.Directive) {
	read := httpdconf.MacroOf(d)
	if read == nil {
		return
	}
	found := b.macros.nodes[d]
	if found == nil { // a macro that another one defines
		found = &macro{Macro: read, file: d.Open.File}
	}
	found.within = b.call
	known := b.macros.current[read.Title]
	if b.when == audit.Yes {
		known = nil
	}
	b.macros.current[read.Title] = with(known, found)
}

// maxChoices caps how many macros one name may stand for; more are not followed.
const maxChoices = 4

func with(choices []*macro, m *macro) []*macro {
	if len(choices) <= maxChoices {
		choices = append(choices, m)
	}
	return choices
}

// called gives the macros that a name may stand for.
func (b *builder) called(title string) []*macro {
	if known := b.macros.current[title]; len(known) > 0 {
		return known
	}
	return b.macros.all[title]
}

// useMacro walks the body of the macro that a Use names, or notes the gap that it
// leaves.
func (b *builder) useMacro(d *httpdconf.Directive, at *Scope, file *audit.File) {
	b.use(d, at, file)
	u := b.ordered[len(b.ordered)-1]
	title := strings.ToLower(u.Value(0))
	found := b.called(title)
	why := b.refusesUse(u, found)
	if why != "" {
		b.macros.misused = append(b.macros.misused, misuse{u, why, len(found) == 0})
	}
	if why != "" || b.calls() >= maxCalls || len(found) > maxChoices {
		b.leaveGap(at, gap{path: u.Value(0), span: d.Open, macro: true})
		return
	}
	when := b.when
	for _, m := range found {
		if len(found) > 1 {
			b.when = when.And(audit.Maybe)
		}
		m.used = true
		b.expandMacro(&call{m, u.values[1:], b.call, d.Open}, at)
	}
	b.when = when
}

// refusesUse says why a Use cannot be carried out, or nothing.
func (b *builder) refusesUse(u *Use, found []*macro) string {
	name := "macro " + brief(u.Value(0))
	switch {
	case len(u.values) == 0:
		return "Use names no macro"
	case len(found) == 0:
		return name + " is not defined"
	}
	for _, m := range found {
		for c := b.call; c != nil; c = c.from {
			if c.Title == m.Title {
				return name + " uses itself"
			}
		}
		if n := len(u.values) - 1; n != len(m.Params) {
			return name + " wants " + counted(len(m.Params), len(m.Params), false)
		}
	}
	return ""
}

func (b *builder) calls() int {
	n := 0
	for c := b.call; c != nil; c = c.from {
		n++
	}
	return n
}

// expandMacro walks a macro's body with the parameters replaced.
func (b *builder) expandMacro(c *call, at *Scope) {
	outer := b.call
	b.call = c
	b.body(c.Body, at, c.file)
	b.call = outer
}

// filled gives a directive of a macro's body with the parameters replaced, or
// nil where it cannot be told what it says.
func (b *builder) filled(d *httpdconf.Directive) *httpdconf.Directive {
	if b.expanded += len(d.Name.Value) + len(d.Text); b.expanded > maxExpands {
		return nil
	}
	return b.call.fill(d)
}

// fill replaces the parameters of a macro, and before them, where another macro
// defines it, those of that one.
func (c *call) fill(d *httpdconf.Directive) *httpdconf.Directive {
	if c.within != nil {
		d = c.within.fill(d)
	}
	if d == nil || c.values == nil {
		return d
	}
	return c.Fill(d, c.values)
}

// leftOpen reports whether the directive speaks of a parameter that has no value.
func (c *call) leftOpen(d *httpdconf.Directive) bool {
	for ; c != nil; c = c.within {
		if c.values == nil && c.Mentions(d) {
			return true
		}
	}
	return false
}

// unused walks the bodies of macros that no file uses, with every value open:
// what they say in plain words is judged all the same.
func (b *builder) unused(p *httpdconf.Config) {
	httpdconf.Walk(p.Body, func(d *httpdconf.Directive) bool {
		m := b.macros.nodes[d]
		if m != nil && !m.used {
			b.expandMacro(&call{macro: m}, b.scope("macro", d, b.Server, m.file))
		}
		return m == nil
	})
}
