package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/nginxconf"
)

// Site is all nginx configuration of a stack, as one nginx would read it.
type Site struct {
	Configs []*nginxconf.Config
	Roots   []*Block // files that no other file includes
	Servers []*Server
	Target  audit.Version

	parts     []*nginxconf.Part
	contexts  map[*nginxconf.Part]Context
	dumped    map[*nginxconf.Part]bool // they come from the output of nginx -T
	items     int
	blocks    []*Block            // all of them, outer ones first
	owners    map[string][]*Block // HTTP blocks by the directives they have
	byBlock   map[*Block]*Server
	order     []string             // the sockets, in the order of the text
	sockets   map[string][]*Server // their servers
	variables map[string][]source
	clients   map[string]bool      // variables that hold a forwarded header of the client
	breaks    map[string]lineBreak // of variables that were asked about
	upstreams map[string]*Block
	maps      map[string][]*Directive // by the variable that they set
	nears     map[*Block]bool         // of upstreams that were asked about
	policies  []*policies             // nil until somebody asks
}

// Of gives the model of the stack's nginx files; it is built once.
func Of(stack *audit.Stack) *Site {
	return audit.Once(stack, "nginx", func() *Site { return build(stack) })
}

func build(stack *audit.Stack) *Site {
	s := &Site{
		Target: stack.Targets["nginx"], contexts: map[*nginxconf.Part]Context{}, dumped: map[*nginxconf.Part]bool{}, upstreams: map[string]*Block{}, maps: map[string][]*Directive{}, nears: map[*Block]bool{}, breaks: map[string]lineBreak{},
	}
	for _, f := range stack.Of(Kind) {
		c := nginxconf.Parse(f, Known)
		s.Configs = append(s.Configs, c)
		s.parts = append(s.parts, c.Parts...)
		for _, p := range c.Parts {
			s.dumped[p] = p.Name != f.Name
		}
	}
	for _, p := range s.parts {
		s.contexts[p] = infer(p.Name, p.Body)
	}
	inner := s.innerParts()
	for _, p := range s.parts {
		if !inner[p] {
			s.Roots = append(s.Roots, s.root(p))
		}
	}
	s.flatten()
	s.index()
	return s
}

// innerParts gives the parts that another part includes, unless that would
// leave no root at all.
func (s *Site) innerParts() map[*nginxconf.Part]bool {
	inner := map[*nginxconf.Part]bool{}
	for _, p := range s.parts {
		s.walkIncludes(p, p.Body, s.contexts[p], inner)
	}
	for _, p := range s.parts {
		if !inner[p] {
			return inner
		}
	}
	return nil
}

func (s *Site) walkIncludes(p *nginxconf.Part, body []*Directive, c Context, inner map[*nginxconf.Part]bool) {
	for _, d := range body {
		if d.Name.Value == "include" && len(d.Args) == 1 {
			for _, q := range s.included(d.Arg(0), c, p) {
				inner[q] = true
			}
		}
		if d.HasBlock() && !d.Entries && !d.Raw {
			s.walkIncludes(p, d.Block, child(c, d.Name.Value), inner)
		}
	}
}

func (s *Site) root(p *nginxconf.Part) *Block {
	c := s.contexts[p]
	b := &Block{Site: s, Context: c, Fragment: c != InMain}
	s.fill(b, p, p.Body, 0)
	return b
}

// fill puts directives into a block, and those of the files it includes.
func (s *Site) fill(b *Block, p *nginxconf.Part, body []*Directive, depth int) {
	for _, d := range body {
		if d.Deep {
			continue // the reader has said so
		}
		if s.items++; s.items > maxItems {
			return
		}
		if d.Name.Value == "include" && len(d.Args) == 1 && !d.HasBlock() {
			s.include(b, p, d, depth)
			continue
		}
		b.put(d)
		if d.HasBlock() && !d.Entries && !d.Raw {
			inner := &Block{Site: s, Context: child(b.Context, d.Name.Value), Opener: d, Parent: b}
			b.Blocks = append(b.Blocks, inner)
			s.fill(inner, p, d.Block, depth)
		}
	}
}

func (s *Site) include(b *Block, p *nginxconf.Part, d *Directive, depth int) {
	parts := s.included(d.Arg(0), b.Context, p)
	if len(parts) == 0 && s.dumped[p] && strings.ContainsAny(d.Arg(0), "*?[") {
		return // the output of nginx -T has every file: none matches
	}
	if len(parts) == 0 || depth >= maxIncludes {
		b.Holes = append(b.Holes, d)
		return
	}
	if strings.ContainsAny(d.Arg(0), "*?[") {
		b.Globs = append(b.Globs, d)
	}
	for _, q := range parts {
		s.fill(b, q, q.Body, depth+1)
	}
}

// Place is where a finding about the configuration as a whole is shown.
func (s *Site) Place() audit.Span { return s.Configs[0].File.Span(0, 0) }

// each calls visit for every block, outer ones first.
func (s *Site) each(visit func(*Block)) {
	for _, b := range s.blocks {
		visit(b)
	}
}

// inHTTP are the contexts of HTTP configuration.
const inHTTP = InHTTP | InServer | InLocation | InServerIf | InLocationIf | InLimitExcept

// eachHTTP calls visit for every block of HTTP configuration: http, servers,
// locations, ifs and limit_except.
func (s *Site) eachHTTP(visit func(*Block)) {
	for _, b := range s.blocks {
		if b.Context&inHTTP != 0 {
			visit(b)
		}
	}
}

// eachOwn calls visit for every directive of the name in HTTP configuration,
// with its block.
func (s *Site) eachOwn(name string, visit func(*Block, *Directive)) {
	for _, b := range s.owners[name] {
		for _, d := range b.Own(name) {
			visit(b, d)
		}
	}
}

// flatten lists the blocks, and by directive those that have it.
func (s *Site) flatten() {
	s.owners = map[string][]*Block{}
	for _, root := range s.Roots {
		root.each(func(b *Block) {
			s.blocks = append(s.blocks, b)
			if b.Context&inHTTP == 0 {
				return
			}
			for name := range b.places {
				s.owners[name] = append(s.owners[name], b)
			}
		})
	}
}

// index collects servers, upstreams and the sources of variables.
func (s *Site) index() {
	s.each(func(b *Block) {
		switch b.Context {
		case InServer:
			if b.Opener != nil {
				s.Servers = append(s.Servers, newServer(b))
			}
		case InUpstream:
			if b.Opener != nil {
				s.upstreams[b.Opener.Arg(0)] = b
			}
		}
	})
	s.byBlock = map[*Block]*Server{}
	for _, v := range s.Servers {
		s.byBlock[v.Block] = v
	}
	s.groupBySocket()
	s.variables = s.sources()
}

// Upstream gives the upstream block of the name, or nil.
func (s *Site) Upstream(name string) *Block { return s.upstreams[name] }

// absent calls visit for every place at which servers lack a directive: the
// http block where all is known, or the first server of a file.
func (s *Site) absent(name string, visit func(*Block, Value)) {
	told := map[*Block]bool{}
	for _, v := range s.Servers {
		value := v.Effective(name)
		if value.State == Set {
			continue
		}
		top := v.Block
		if value.State == Default {
			for top.Context != InHTTP && top.Parent != nil {
				top = top.Parent
			}
		}
		root := v.root()
		if told[root] || told[top] {
			continue
		}
		told[root], told[top] = true, true
		visit(top, value)
	}
}

// root gives the block at the top of the file that includes this one.
func (b *Block) root() *Block {
	for b.Parent != nil {
		b = b.Parent
	}
	return b
}
