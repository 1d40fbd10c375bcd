package nginx

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/nginxconf"
)

// Directive is a directive of the text; see nginxconf.
type Directive = nginxconf.Directive

// Block is a level of the configuration, with its includes put in.
type Block struct {
	Site    *Site
	Context Context
	Opener  *Directive // nil at the top of a file
	Parent  *Block     // nil at the top
	Items   []*Directive
	Blocks  []*Block
	// Holes are the includes at this level whose files are not in the stack.
	Holes []*Directive
	// Globs are the includes with an asterisk that some files of the stack
	// match; there may be others.
	Globs []*Directive
	// Fragment is set at the top of a file whose surroundings are not in the
	// stack: what stands above it is not known.
	Fragment bool

	places     map[string][]int // indexes into Items by name
	expression *regex           // that the block matches with, once it is read
	read       bool
	open       map[string][]*Directive // Holes by the directive they may hold
}

// put adds a directive to the level.
func (b *Block) put(d *Directive) {
	if b.places == nil {
		b.places = map[string][]int{}
	}
	b.places[d.Name.Value] = append(b.places[d.Name.Value], len(b.Items))
	b.Items = append(b.Items, d)
}

// Own gives the directives of the names that stand at this very level, in the
// order of the text.
func (b *Block) Own(names ...string) []*Directive {
	var places []int
	for _, name := range names {
		places = append(places, b.places[name]...)
	}
	if len(names) > 1 {
		slices.Sort(places)
	}
	var own []*Directive
	for _, i := range places {
		own = append(own, b.Items[i])
	}
	return own
}

// First gives the first directive of the name at this level, or nil.
func (b *Block) First(name string) *Directive {
	if places := b.places[name]; len(places) > 0 {
		return b.Items[places[0]]
	}
	return nil
}

// Has reports whether one of the names stands at this very level.
func (b *Block) Has(names ...string) bool {
	for _, name := range names {
		if b.First(name) != nil {
			return true
		}
	}
	return false
}

// Server gives the server that the block is or is part of, or nil.
func (b *Block) Server() *Block {
	for ; b != nil; b = b.Parent {
		if b.Context == InServer {
			return b
		}
	}
	return nil
}

// Place is where a finding about the block as a whole is shown.
func (b *Block) Place() audit.Span {
	if b.Opener != nil {
		return b.Opener.Head()
	}
	if len(b.Items) > 0 {
		return b.Items[0].Head()
	}
	return b.Site.Place()
}

// each calls visit for the block and all blocks in it, outer ones first.
func (b *Block) each(visit func(*Block)) {
	visit(b)
	for _, c := range b.Blocks {
		c.each(visit)
	}
}

// State says what is known of a value.
type State uint8

// The states of a value.
const (
	Unseen  State = iota // an include or a file that is not given may set it
	Default              // nothing sets it
	Set                  // Directives set it
)

// Value is what is in force for a directive at a place.
type Value struct {
	State      State
	Directives []*Directive // in the order of the text; one, for most directives
	Level      *Block       // where they stand
	Holes      []*Directive // includes that may hold more, or something else
	Top        bool         // Unseen because the surrounding file is not given
}

// Last gives the directive in force, or nil.
func (v Value) Last() *Directive {
	if len(v.Directives) == 0 {
		return nil
	}
	return v.Directives[len(v.Directives)-1]
}

// Is reports whether the value is the one word given.
func (v Value) Is(word string) bool {
	d := v.Last()
	return d != nil && len(d.Args) == 1 && d.Args[0].Value == word
}

// Settle says in a few words what would make an unseen value known.
func (v Value) Settle() string {
	if len(v.Holes) > 0 {
		return "add the included file " + shorten(v.Holes[0].Arg(0), 40)
	}
	if v.Level != nil && path.Base(v.Level.Place().File.Name) == "nginx.conf" {
		return "add the main configuration, the one with http {}"
	}
	return "add the file that includes this one (nginx.conf)"
}

// Effective gives what is in force for a directive at the block: what stands
// there or, if nothing does, at the nearest level above. Where an include
// whose file is not given comes first, the value is unseen.
func (b *Block) Effective(name string) Value { return b.EffectiveAny(name) }

// EffectiveAny is Effective for directives that share one setting, such as
// root and alias.
func (b *Block) EffectiveAny(names ...string) Value {
	for at := b; at != nil; at = at.Parent {
		v := Value{Level: at, Directives: at.Own(names...), Holes: at.holes(names)}
		switch {
		case len(v.Directives) > 0:
			v.State = Set
			return v
		case len(v.Holes) > 0:
			return v
		case at.Fragment && at.Context != InMain:
			v.Top = true
			return v
		}
	}
	return Value{State: Default}
}

// holes gives the includes of this level that may hold one of the directives.
func (b *Block) holes(names []string) []*Directive {
	if len(b.Holes) == 0 {
		return nil
	}
	key := strings.Join(names, " ")
	if known, ok := b.open[key]; ok {
		return known
	}
	var holes []*Directive
	for _, include := range b.Holes {
		if slices.ContainsFunc(names, func(name string) bool { return mayHold(include.Arg(0), b.Context, name) }) {
			holes = append(holes, include)
		}
	}
	if b.open == nil {
		b.open = map[string][]*Directive{}
	}
	b.open[key] = holes
	return holes
}

// Open gives an include at the block or above it that may hold the directive,
// or nil.
func (b *Block) Open(name string) *Directive {
	for at := b; at != nil; at = at.Parent {
		if holes := at.holes([]string{name}); len(holes) > 0 {
			return holes[0]
		}
	}
	return nil
}

// Whole reports whether everything above the block is in the stack.
func (b *Block) Whole() bool {
	for at := b; at != nil; at = at.Parent {
		if at.Fragment {
			return false
		}
	}
	return true
}

func oneOf(word string, words []string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// shorten cuts a text from a file for a message.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}
