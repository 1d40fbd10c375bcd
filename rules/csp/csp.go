// Package csp reads Content-Security-Policies as browsers do (Content Security
// Policy Level 3) and judges what they let run.
package csp

import "strings"

// List is the policies that one answer carries. All of them count: what is to
// run must be allowed by each.
type List []*Policy

// Policy is one policy. Directives holds all that stands in it, also what
// browsers leave aside.
type Policy struct {
	Start, End int // bytes of the text it was read from
	Directives []*Directive
	// Open is set where a word that is not known may hold whole directives.
	Open bool

	first map[string]*Directive // by name: the one that counts
}

// Directive is a directive of a policy.
type Directive struct {
	Start, End int    // from its name to its last source
	Written    string // the name as it stands there
	Name       string // in lower case
	Sources    []Source
	// Repeated is set where the name stood before: browsers take the first.
	Repeated bool
}

// Source is one word of a directive's value.
type Source struct {
	Start, End int
	Text       string
	Kind       Kind
}

// Parse reads the value of a header. A comma ends a policy and begins another.
// The function open tells of words that are not known as they stand, such as
// those with variables in them; it may be nil.
func Parse(text string, open func(word string) bool) List {
	var list List
	for start := 0; start <= len(text); {
		end := start + indexOr(text[start:], ',')
		if strings.TrimSpace(text[start:end]) != "" {
			list = append(list, parsePolicy(text, start, end, open))
		}
		start = end + 1
	}
	return list
}

func parsePolicy(text string, start, end int, open func(string) bool) *Policy {
	p := &Policy{Start: start, End: end}
	for at := start; at < end; {
		next := at + indexOr(text[at:end], ';')
		words := split(text, at, next)
		at = next + 1
		if len(words) == 0 {
			continue
		}
		if open != nil && open(words[0].Text) {
			p.Open = true // it may hold anything
			continue
		}
		d := &Directive{
			Start: words[0].Start, End: words[len(words)-1].End,
			Written: words[0].Text, Name: strings.ToLower(words[0].Text), Sources: words[1:],
		}
		classify(d, open)
		p.add(d)
	}
	return p
}

// NewPolicy makes a policy of directives that were read elsewhere.
func NewPolicy(directives ...*Directive) *Policy {
	p := &Policy{}
	for _, d := range directives {
		p.add(d)
	}
	return p
}

// NewDirective makes a directive of a name and the words of its value; open is
// as for Parse.
func NewDirective(name string, values []string, open func(word string) bool) *Directive {
	d := &Directive{Written: name, Name: strings.ToLower(name)}
	for _, v := range values {
		d.Sources = append(d.Sources, Source{Text: v})
	}
	classify(d, open)
	return d
}

func (p *Policy) add(d *Directive) {
	if p.first == nil {
		p.first = map[string]*Directive{}
	}
	if d.Repeated = p.first[d.Name] != nil; !d.Repeated {
		p.first[d.Name] = d
	}
	p.Directives = append(p.Directives, d)
}

func classify(d *Directive, open func(string) bool) {
	for i := range d.Sources {
		d.Sources[i].Kind = kindOf(d.Sources[i].Text, open)
	}
}

// Get gives the directive of the name that counts, or nil.
func (p *Policy) Get(name string) *Directive { return p.first[name] }

// Governing gives the directive that decides for a name: itself, or the first
// of those that stand in for it; nil where the policy says nothing.
func (p *Policy) Governing(name string) *Directive {
	if d := p.Get(name); d != nil {
		return d
	}
	for _, other := range instead[name] {
		if d := p.Get(other); d != nil {
			return d
		}
	}
	return nil
}

// split gives the words between two places of a text.
func split(text string, start, end int) []Source {
	var words []Source
	for at := start; at < end; {
		if blank(text[at]) {
			at++
			continue
		}
		from := at
		for at < end && !blank(text[at]) {
			at++
		}
		words = append(words, Source{Start: from, End: at, Text: text[from:at]})
	}
	return words
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// indexOr gives the place of a byte, or the length of the text.
func indexOr(text string, c byte) int {
	if i := strings.IndexByte(text, c); i >= 0 {
		return i
	}
	return len(text)
}
