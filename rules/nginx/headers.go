package nginx

import (
	"strings"

	"preflight/rules/audit"
)

// header is a header that nginx adds to answers.
type header struct {
	name  string // in lower case
	value string
	d     *Directive
}

// added gives the headers of add_header directives.
func added(directives []*Directive) []header {
	var headers []header
	for _, d := range directives {
		if len(d.Args) >= 2 {
			headers = append(headers, header{strings.ToLower(d.Arg(0)), d.Arg(1), d})
		}
	}
	return headers
}

// answer tells what is known of a header in the answers of a block.
func (b *Block) answer(name string) (header, State, Value) {
	for _, h := range b.moreHeaders() {
		if h.name == name {
			return h, Set, Value{State: Set, Level: b}
		}
	}
	v := b.Effective("add_header")
	for _, h := range added(v.Directives) {
		if h.name == name {
			return h, Set, v
		}
	}
	switch {
	case v.State == Unseen || len(v.Holes) > 0:
		return header{}, Unseen, v
	case b.merges() && v.Level != nil && v.Level.Parent != nil:
		return v.Level.Parent.answer(name)
	}
	return header{}, Default, v
}

// merges reports whether add_header_inherit makes levels add up.
func (b *Block) merges() bool { return b.Effective("add_header_inherit").Is("merge") }

// moreHeaders gives the headers of the headers-more module, which do add up
// through the levels.
func (b *Block) moreHeaders() []header {
	var headers []header
	for ; b != nil; b = b.Parent {
		for _, d := range b.Own("more_set_headers") {
			for _, a := range d.Args {
				if name, value, ok := strings.Cut(a.Value, ":"); ok {
					headers = append(headers, header{strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value), d})
				}
			}
		}
	}
	return headers
}

// protective are the headers whose loss weakens a site.
var protective = map[string]bool{
	"strict-transport-security": true, "content-security-policy": true, "x-frame-options": true,
	"x-content-type-options": true, "referrer-policy": true, "permissions-policy": true,
	"cross-origin-opener-policy": true, "cross-origin-embedder-policy": true, "cross-origin-resource-policy": true,
	"x-xss-protection": true, "x-permitted-cross-domain-policies": true,
}

// servesPages reports whether the server gives pages of its own to the world,
// with no application behind it that knows better what they need.
func (s *Server) servesPages() bool {
	return !s.Refuses() && !s.OnlyRedirects() && !s.Local() && !s.reachesApp() && s.servesFiles() && s.Effective("root").State == Set
}

// promised checks that servers which give pages send a header with them. Where
// the answer is not in the stack it says nothing: the header is one of many.
func (s *Site) promised(r *audit.Reporter, name, fault string) {
	for _, v := range s.Servers {
		if !v.servesPages() {
			continue
		}
		switch h, state, _ := v.answer(name); state {
		case Set:
			r.Pass(h.d.Head())
		case Default:
			r.Fail(v.Place(), fault)
		}
	}
}

// sends makes a fix that adds a header at a block, given what add_header does
// there: nothing is lost by it, for the block has headers of its own already, or
// there are none above.
func (b *Block) sends(name, text string, value Value) *audit.Fix {
	title, line := "Send "+name, "add_header "+name+" "+text+" always;"
	switch {
	case value.State == Set && value.Level == b:
		return insertAfter(title, value.Last(), line).Careful()
	case value.State == Default && !b.dropsBelow():
		if d := lastOf(b, "root", "alias", "server_name", "listen"); d != nil {
			return insertAfter(title, d, line).Careful()
		}
	}
	return nil
}

// dropsBelow reports whether a block inside has headers of its own, and would
// not take on one that is added here.
func (b *Block) dropsBelow() bool {
	for _, c := range b.Blocks {
		if c.Has("add_header") {
			return true
		}
	}
	return false
}
