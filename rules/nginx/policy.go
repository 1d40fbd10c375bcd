package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
	"preflight/rules/syntax/nginxconf"
)

// policies are the Content-Security-Policies that answers of a level carry
// together, and the words that they are read from.
type policies struct {
	csp.List
	head       audit.Span // of the first directive that adds one
	reportOnly bool
	from       map[*csp.Policy]passage
}

// passage is part of a word's value.
type passage struct {
	word nginxconf.Word
	skip int // bytes of the value before the policy
	head audit.Span
}

// span gives the bytes of the file that are those of the passage, or the whole
// directive where escapes shift them.
func (p passage) span(start, end int) audit.Span {
	if p.word.Raw() != p.word.Value {
		return p.head
	}
	at := p.word.Span.Start + p.skip
	if p.word.Quote != 0 {
		at++
	}
	return p.word.Span.File.Span(at+start, at+end)
}

// place is where a fault of a policy is shown.
func (p *policies) place(f csp.Fault) audit.Span {
	start, end := f.Range()
	return p.from[f.Policy].span(start, end)
}

// add reads policies from a value.
func (p *policies) add(at passage) {
	if p.from == nil {
		p.from, p.head = map[*csp.Policy]passage{}, at.head
	}
	list := csp.Parse(at.word.Value[at.skip:], variable)
	for _, policy := range list {
		p.from[policy] = at
	}
	p.List = append(p.List, list...)
}

// eachPolicies calls visit for the policies that each level adds, and for each
// entry of the maps that hold one.
func (s *Site) eachPolicies(visit func(*policies)) {
	if s.policies == nil {
		s.policies = s.readPolicies()
	}
	for _, p := range s.policies {
		visit(p)
	}
}

func (s *Site) readPolicies() []*policies {
	all := []*policies{}
	seen := map[*Directive]bool{} // maps that several levels use
	for _, b := range s.policed() {
		for _, name := range [...]string{"content-security-policy", "content-security-policy-report-only"} {
			own := &policies{reportOnly: strings.HasSuffix(name, "only")}
			for _, at := range b.policyTexts(name) {
				maps := s.mapsOf(at)
				for _, d := range maps {
					if !seen[d] {
						seen[d] = true
						all = append(all, entries(d, own.reportOnly)...)
					}
				}
				if len(maps) == 0 {
					own.add(at)
				}
			}
			if len(own.List) > 0 {
				all = append(all, own)
			}
		}
	}
	return all
}

// policed gives the blocks that add headers.
func (s *Site) policed() []*Block {
	blocks := s.owners["add_header"]
	for _, b := range s.owners["more_set_headers"] {
		if !b.Has("add_header") {
			blocks = append(blocks[:len(blocks):len(blocks)], b)
		}
	}
	return blocks
}

// policyTexts gives the values of a header that the level itself adds.
func (b *Block) policyTexts(name string) []passage {
	var all []passage
	for _, d := range b.Own("add_header") {
		if strings.EqualFold(d.Arg(0), name) && len(d.Args) >= 2 {
			all = append(all, passage{word: d.Args[1], head: d.Head()})
		}
	}
	for _, d := range b.Own("more_set_headers") {
		for _, a := range d.Args {
			if key, _, ok := strings.Cut(a.Value, ":"); ok && strings.EqualFold(strings.TrimSpace(key), name) {
				all = append(all, passage{word: a, skip: len(key) + 1, head: d.Head()})
			}
		}
	}
	return all
}

// mapsOf gives the maps behind a value that is one variable.
func (s *Site) mapsOf(at passage) []*Directive {
	text := strings.TrimSpace(at.word.Value[at.skip:])
	refs := references(text)
	if len(refs) != 1 || refs[0].end-refs[0].start != len(text) {
		return nil
	}
	return s.maps[refs[0].name]
}

// entries gives the policies among the values of a map, each by itself.
func entries(d *Directive, reportOnly bool) []*policies {
	var all []*policies
	for _, e := range d.Block {
		if len(e.Args) == 1 && strings.TrimSpace(e.Arg(0)) != "" && !reserved[e.Name.Value] {
			p := &policies{reportOnly: reportOnly}
			p.add(passage{word: e.Args[0], head: e.Head()})
			all = append(all, p)
		}
	}
	return all
}

// reserved are the words in a map that are no entries.
var reserved = map[string]bool{"include": true, "hostnames": true, "volatile": true}

// framing tells who may put the answers of a block into frames, as far as its
// policies say, in which words, and where.
func (b *Block) framing() (csp.Framing, string, audit.Span) {
	h, state, value := b.answer("content-security-policy")
	if state != Set {
		return csp.NotSaid, "", audit.Span{}
	}
	all := &policies{}
	for _, other := range append([]header{h}, added(value.Directives)...) {
		if other.name == h.name {
			all.List = append(all.List, csp.Parse(other.value, variable)...)
		}
	}
	answer, d := all.Framing()
	if d == nil {
		return answer, "", h.d.Head()
	}
	text := d.Written
	for _, source := range d.Sources {
		text += " " + source.Text
	}
	return answer, text, h.d.Head()
}

// variable reports whether a word is not known as it stands.
func variable(word string) bool { return strings.ContainsAny(word, "${}") }
