package nginx

import (
	"sort"
	"strconv"
	"strings"
)

// lineBreak says which line-ending bytes a value can hold.
type lineBreak uint8

const (
	canCR lineBreak = 1 << iota
	canLF
)

// source is one place that gives a variable its value.
type source struct {
	block *Block
	text  string // a value with variables in it, of set and map
	regex *regex // or the expression that captures it
	group int
	from  string     // what the expression is matched against: a value with variables
	at    *Directive // the directive that sets it
}

// reference is a variable in a value.
type reference struct {
	name       string
	start, end int
}

// references finds the variables in a value: $name, ${name} and $1. Names are
// in lower case, for nginx takes $URI and $uri for the same.
func references(value string) []reference {
	var refs []reference
	for i := 0; i < len(value); i++ {
		if value[i] != '$' {
			continue
		}
		j := i + 1
		braced := j < len(value) && value[j] == '{'
		if braced {
			j++
		}
		from := j
		for j < len(value) && (directiveLike(strings.ToLower(value[j : j+1]))) {
			j++
		}
		if name := value[from:j]; name != "" {
			if digits(name[:1]) {
				name = name[:1]
				j = from + 1
			}
			if braced && j < len(value) && value[j] == '}' {
				j++
			}
			refs = append(refs, reference{strings.ToLower(name), i, j})
			i = j - 1
		}
	}
	return refs
}

// sources collects where set, map and captures give variables their values.
func (s *Site) sources() map[string][]source {
	found := map[string][]source{}
	s.each(func(b *Block) {
		for name, group := range b.regex().namesOf() {
			found[name] = append(found[name], source{block: b.Parent, regex: b.regex(), group: group, from: b.subject(), at: b.Opener})
		}
		for _, re := range b.nameExpressions() {
			for name, group := range re.names {
				found[name] = append(found[name], source{block: b, regex: re, group: group, from: "$host", at: b.Opener})
			}
		}
		for _, d := range b.Items {
			switch {
			case d.Name.Value == "set" && len(d.Args) == 2:
				name := variableName(d.Arg(0))
				found[name] = append(found[name], source{block: b, text: d.Arg(1), at: d})
			case d.Name.Value == "map" && len(d.Args) == 2:
				mapSources(found, b, d)
				name := variableName(d.Arg(1))
				s.maps[name] = append(s.maps[name], d)
			}
		}
	})
	return found
}

// variableName gives the name of a variable that a directive sets.
func variableName(text string) string { return strings.ToLower(strings.TrimPrefix(text, "$")) }

func mapSources(found map[string][]source, b *Block, d *Directive) {
	name := variableName(d.Arg(1))
	for _, entry := range d.Block {
		if len(entry.Args) != 1 || len(references(entry.Arg(0))) == 0 {
			continue
		}
		key := entry.Name.Value
		re := (*regex)(nil)
		if strings.HasPrefix(key, "~") {
			re = parseRegex(strings.TrimPrefix(key[1:], "*"), strings.HasPrefix(key, "~*"))
		}
		for _, ref := range references(entry.Arg(0)) {
			group, ok := re.groupOf(ref.name)
			if ok {
				found[name] = append(found[name], source{block: b, regex: re, group: group, from: d.Arg(0), at: d})
			} else {
				found[name] = append(found[name], source{block: b, text: "$" + ref.name, at: d})
			}
		}
	}
}

// groupOf gives the number of a group by number or name.
func (r *regex) groupOf(name string) (int, bool) {
	if r == nil {
		return 0, false
	}
	if digits(name) {
		n, _ := strconv.Atoi(name)
		return n, n < len(r.groups)
	}
	n, ok := r.names[name]
	return n, ok
}

func (r *regex) namesOf() map[string]int {
	if r == nil {
		return nil
	}
	return r.names
}

// regex gives the expression that a location or an if matches with, or nil.
func (b *Block) regex() *regex {
	if !b.read {
		b.read, b.expression = true, b.readRegex()
	}
	return b.expression
}

func (b *Block) readRegex() *regex {
	if b.Opener == nil {
		return nil
	}
	switch b.Opener.Name.Value {
	case "location":
		modifier, pattern := location(b.Opener)
		if modifier == "~" || modifier == "~*" {
			return parseRegex(pattern, modifier == "~*")
		}
	case "if":
		return condition(b.Opener).regex()
	}
	return nil
}

// nameExpressions gives the expressions among a server's names. They are
// matched against the Host of the request, which holds no line end.
func (b *Block) nameExpressions() []*regex {
	if b.Context != InServer {
		return nil
	}
	var all []*regex
	for _, d := range b.Own("server_name") {
		for _, a := range d.Args {
			if pattern, ok := strings.CutPrefix(a.Value, "~"); ok {
				if re := parseRegex(pattern, true); re != nil {
					all = append(all, re)
				}
			}
		}
	}
	return all
}

// subject is what the block's expression is matched against.
func (b *Block) subject() string {
	if b.Opener != nil && b.Opener.Name.Value == "if" {
		return condition(b.Opener).left
	}
	return "$uri"
}

// location splits a location's arguments into modifier and pattern; a glued
// modifier is cut off as nginx does.
func location(d *Directive) (modifier, pattern string) {
	if len(d.Args) >= 2 {
		return d.Arg(0), d.Arg(1)
	}
	pattern = d.Arg(0)
	for _, m := range []string{"~*", "^~", "~", "="} {
		if rest, ok := strings.CutPrefix(pattern, m); ok {
			return m, rest
		}
	}
	return "", pattern
}

// test is the condition of an if: left operator right.
type test struct {
	left, operator, right string
}

func condition(d *Directive) test {
	var words []string
	for i, a := range d.Args {
		w := a.Value
		if i == 0 {
			w = strings.TrimPrefix(w, "(")
		}
		if i == len(d.Args)-1 && a.Quote == 0 {
			w = strings.TrimSuffix(w, ")")
		}
		if w != "" && !(a.Quote == 0 && w == ")") {
			words = append(words, w)
		}
	}
	t := test{}
	for i, p := range []*string{&t.left, &t.operator, &t.right} {
		if i < len(words) {
			*p = words[i]
		}
	}
	return t
}

func (t test) regex() *regex {
	if op := strings.TrimPrefix(t.operator, "!"); op == "~" || op == "~*" {
		return parseRegex(t.right, op == "~*")
	}
	return nil
}

// breaks tells which line-ending bytes the value of a text can hold at a
// directive of a block, and through which variable.
func (b *Block) breaks(text string, at *Directive) (all lineBreak, through string) {
	for _, ref := range references(text) {
		if got := b.variable(ref.name, at); got > all {
			all, through = got, "$"+ref.name
		}
	}
	return all, through
}

// decoded are the variables that hold the request path with %0A turned into a
// line end, or come from it.
var decoded = map[string]bool{
	"uri": true, "document_uri": true, "request_filename": true, "fastcgi_script_name": true, "fastcgi_path_info": true,
}

func (b *Block) variable(name string, at *Directive) lineBreak {
	switch {
	case decoded[name]:
		if b.exact() {
			return 0
		}
		return canCR | canLF
	case digits(name):
		return b.capture(number(name), at)
	}
	memo := b.Site.breaks
	if all, ok := memo[name]; ok {
		return all
	}
	memo[name] = 0 // a variable made of itself adds nothing
	var all lineBreak
	for _, s := range b.Site.variables[name] {
		if s.regex == nil {
			got, _ := s.block.breaks(s.text, s.at)
			all |= got
			continue
		}
		subject, _ := s.block.breaks(s.from, s.at)
		all |= subject & held(s.regex.chars(s.group))
	}
	memo[name] = all
	return all
}

func held(set charSet) (all lineBreak) {
	if set.has('\r') {
		all |= canCR
	}
	if set.has('\n') {
		all |= canLF
	}
	return all
}

// capture tells what $1 … $9 can hold: the nearest expression before it counts.
func (b *Block) capture(group int, at *Directive) lineBreak {
	for ; b != nil; b = b.Parent {
		if d := b.rewriteBefore(at); d != nil {
			if re := parseRegex(d.Arg(0), false); re != nil {
				return held(re.chars(group))
			}
		}
		if re := b.regex(); re != nil {
			subject := canCR | canLF
			if b.Opener.Name.Value == "if" {
				subject, _ = b.Parent.breaks(b.subject(), b.Opener)
			}
			return subject & held(re.chars(group))
		}
		if len(b.nameExpressions()) > 0 {
			return 0 // a host name holds no line end
		}
	}
	return 0
}

// rewriteBefore gives the rewrite itself, or the last one of this level that
// stands before a directive in its file.
func (b *Block) rewriteBefore(at *Directive) *Directive {
	if at.Name.Value == "rewrite" {
		return at
	}
	places := b.places["rewrite"]
	n := sort.Search(len(places), func(i int) bool {
		return b.Items[places[i]].Name.Span.Start >= at.Name.Span.Start
	})
	if n == 0 || b.Items[places[n-1]].Part != at.Part {
		return nil
	}
	return b.Items[places[n-1]]
}

// exact reports whether the block is inside a location for one path only.
func (b *Block) exact() bool {
	for ; b != nil; b = b.Parent {
		if b.Context == InLocation && b.Opener != nil {
			modifier, _ := location(b.Opener)
			return modifier == "="
		}
	}
	return false
}
