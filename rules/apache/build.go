package apache

import (
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// Caps on what one configuration may grow to through its includes.
const (
	maxIncludes = 2000
	maxNesting  = 20 // files inside files
	maxUses     = 200_000
	maxGaps     = 50 // includes of one scope that were not given
)

// Configs gives the configurations of a stack: one for each main file, or one
// of all its pieces.
func Configs(stack *audit.Stack) []*Config {
	return audit.Once(stack, "apache", func() []*Config { return read(stack) })
}

func read(stack *audit.Stack) []*Config {
	var parsed []*httpdconf.Config
	for _, f := range stack.Of(Kind) {
		p := httpdconf.Parse(f)
		for _, c := range p.Comments {
			stack.Comment(c)
		}
		for _, problem := range p.Problems {
			stack.Problem(problem.Span, problem.Message)
		}
		parsed = append(parsed, p)
	}
	if len(parsed) == 0 {
		return nil
	}
	return assemble(stack, parsed)
}

// assemble makes configurations of the files. Pieces that nothing includes
// belong to the first main file, as if it included them at its end.
func assemble(stack *audit.Stack, parsed []*httpdconf.Config) []*Config {
	lib := newLibrary(stack.Of(Kind))
	lib.releases = releasesOf(stack)
	own, gaps := lib.roots(parsed)
	var mains, pieces []*httpdconf.Config
	for _, p := range own {
		switch {
		case lib.stored[p.File]:
			stack.Problem(p.File.Span(0, 0), "the file is not enabled: httpd does not read it")
			parsed = slices.DeleteFunc(parsed, func(other *httpdconf.Config) bool { return other == p })
		case isMain(p) && !isAccess(p.File):
			mains = append(mains, p)
		default:
			pieces = append(pieces, p)
		}
	}
	if len(mains) == 0 {
		return []*Config{build(lib, parsed, nil, pieces, gaps)}
	}
	var configs []*Config
	for _, m := range mains {
		configs = append(configs, build(lib, parsed, m, pieces, gaps))
		pieces = nil
	}
	return configs
}

// builder walks the files of one configuration in the order in which httpd
// reads them.
type builder struct {
	*Config
	all    map[*audit.File]*httpdconf.Config
	lib    *library // what may be included
	active []*audit.File
	seen   map[*audit.File]bool
	count  int
	reads  int // files included so far
	when   audit.Truth
	guard  *httpdconf.Directive

	call     *call // the macro whose body is walked
	expanded int   // bytes of lines read from macros so far
}

func build(lib *library, parsed []*httpdconf.Config, main *httpdconf.Config, pieces []*httpdconf.Config, gaps int) *Config {
	c := &Config{Complete: main != nil, releases: lib.releases, Parsed: parsed, uses: map[string][]*Use{}, defines: map[string]define{}, modules: map[string]bool{},
		macros: macros{all: map[string][]*macro{}, nodes: map[*httpdconf.Directive]*macro{}, current: map[string][]*macro{}}}
	b := &builder{Config: c, lib: lib, all: map[*audit.File]*httpdconf.Config{}, seen: map[*audit.File]bool{}, when: audit.Yes}
	for _, p := range parsed {
		b.all[p.File] = p
		b.loaded(p)
		b.collect(p)
	}
	c.gaps = gaps
	if main != nil {
		pieces = append([]*httpdconf.Config{main}, pieces...)
	}
	if len(pieces) == 0 { // files that include each other in a ring
		pieces = parsed
	}
	c.Server = b.scope("server", nil, nil, pieces[0].File)
	for _, p := range pieces {
		b.root(p)
	}
	for _, f := range c.Files {
		b.unused(b.all[f])
	}
	for _, s := range c.Scopes("virtualhost") {
		c.Hosts = append(c.Hosts, newHost(s))
	}
	return c
}

func (b *builder) root(p *httpdconf.Config) {
	at := b.Server
	if isAccess(p.File) {
		at = b.scope(".htaccess", nil, b.Server, p.File)
		b.Access = append(b.Access, at)
	}
	b.file(p, at)
}

// loaded notes the modules that the file loads, before anything is walked: a
// site may stand before the modules in the order of the files given.
func (b *builder) loaded(p *httpdconf.Config) {
	httpdconf.Walk(p.Body, func(d *httpdconf.Directive) bool {
		if d.Is("LoadModule") && len(d.Args) > 0 {
			b.modules[moduleName(d.Arg(0))] = true
		}
		return true
	})
}

func (b *builder) scope(kind string, node *httpdconf.Directive, parent *Scope, file *audit.File) *Scope {
	s := &Scope{Kind: kind, Node: node, Parent: parent, File: file, When: b.when, config: b.Config, uses: map[string][]*Use{}}
	if parent != nil {
		parent.Inner = append(parent.Inner, s)
	}
	if node != nil {
		s.args, _ = b.values(node)
	}
	b.scopes = append(b.scopes, s)
	return s
}

// file walks a file once more; b.seen keeps the list of files free of doubles.
func (b *builder) file(p *httpdconf.Config, at *Scope) {
	if !b.seen[p.File] {
		b.seen[p.File] = true
		b.Files = append(b.Files, p.File)
	}
	call := b.call // an included file is no part of the macro that includes it
	b.active, b.call = append(b.active, p.File), nil
	b.body(p.Body, at, p.File)
	b.active, b.call = b.active[:len(b.active)-1], call
}

func (b *builder) body(body []*httpdconf.Directive, at *Scope, file *audit.File) {
	for _, d := range body {
		if b.count++; b.count > maxUses {
			b.leaveGap(at, gap{})
			return
		}
		if b.call != nil {
			if d = b.filled(d); d == nil {
				b.leaveGap(at, gap{path: b.call.Title, macro: true})
				continue
			}
		}
		switch {
		case d.Section && httpdconf.IsCondition(d.Name.Value):
			b.use(d, at, file)
			b.conditional(d, at, file)
		case d.Section && d.Is("Macro"):
			b.use(d, at, file)
			b.defineMacro(d)
		case d.Section:
			b.use(d, at, file)
			b.body(d.Body, b.scope(strings.ToLower(d.Name.Value), d, at, file), file)
		case includes(d):
			b.include(d, at, file)
		case d.Is("Use"):
			b.useMacro(d, at, file)
		default:
			b.use(d, at, file)
			b.define(d, at)
		}
	}
}

// conditional walks the body of <IfModule> and its like as if it stood there
// alone, with the condition noted; a body that is certainly off is left out.
func (b *builder) conditional(d *httpdconf.Directive, at *Scope, file *audit.File) {
	when, guard := b.when, b.guard
	b.when, b.guard = when.And(b.holds(d)), d
	if b.when == audit.No {
		b.off = append(b.off, d)
	} else {
		b.body(d.Body, at, file)
	}
	b.when, b.guard = when, guard
}

// use records a directive.
func (b *builder) use(d *httpdconf.Directive, at *Scope, file *audit.File) {
	u := &Use{Directive: d, Scope: at, File: file, When: b.when, Guard: b.guard, index: at.items}
	u.values, u.open = b.values(d)
	u.open = u.open || b.call.leftOpen(d)
	u.by = b.call.by()
	at.items++
	name := strings.ToLower(d.Name.Value)
	if d.Section {
		name = "<" + name
	}
	at.uses[name] = append(at.uses[name], u)
	b.uses[name] = append(b.uses[name], u)
	b.ordered = append(b.ordered, u)
}

func (b *builder) values(d *httpdconf.Directive) (values []string, open bool) {
	values = d.Values()
	for i, v := range values {
		values[i] = b.expand(v)
		open = open || isOpen(values[i])
	}
	return values, open
}

// maxValue caps what a variable made of variables may grow to.
const maxValue = 4096

func (b *builder) define(d *httpdconf.Directive, at *Scope) {
	name := d.Arg(0)
	switch {
	case name == "":
	case d.Is("Define"):
		value := b.expand(d.Arg(1))
		_, twice := b.defines[name]
		known := !twice && b.when == audit.Yes && len(value) < maxValue && at.Kind != "macro" && len(d.Args) > 1
		b.defines[name] = define{set: b.when == audit.Yes, value: value, known: known}
	case d.Is("UnDefine"):
		b.defines[name] = define{}
	case d.Is("UndefMacro"):
		delete(b.macros.current, strings.ToLower(name))
	}
}

// include walks the files that an Include names, or notes the gap they leave.
func (b *builder) include(d *httpdconf.Directive, at *Scope, file *audit.File) {
	b.use(d, at, file)
	if len(d.Args) == 0 {
		return
	}
	pattern := b.expand(d.Arg(0))
	found := b.lib.matching(pattern)
	if len(found) == 0 || b.reads > maxIncludes {
		b.leaveGap(at, gap{path: pattern, span: d.Open})
		return
	}
	for _, f := range found {
		p := b.all[f] // nil where the file was put aside before variables were known
		if b.reads++; p != nil && len(b.active) < maxNesting && b.reads <= maxIncludes && !b.isActive(f) {
			b.file(p, at)
		}
	}
}

// leaveGap notes that the scope may hold more than was seen.
func (b *builder) leaveGap(at *Scope, g gap) {
	if n := len(at.gaps); n >= maxGaps {
		at.gaps = at.gaps[:n-1] // the last one stands for the rest
	}
	g.index = at.items
	at.gaps = append(at.gaps, g)
	at.items++
}

func (b *builder) isActive(f *audit.File) bool {
	for _, a := range b.active {
		if a == f {
			return true
		}
	}
	return false
}
