package uwsgi

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/uwsgiini"
)

// Bounds on what one configuration may make of its files.
const (
	maxDepth    = 20
	maxSettings = 20_000
	maxTimes    = 1000
	maxLoads    = 100
	maxLoaded   = 3 << 20 // bytes
)

// Host is the machine on which uWSGI starts, as far as it is known.
type Host struct {
	Open  func(name string) *audit.File // a configuration file, or nil
	Env   func(name string) (value string, set audit.Truth)
	Path  func(test, path string) audit.Truth // test is "exists", "file" or "dir"
	Magic map[byte]string                     // such as 'v', the working directory
	Begun audit.Truth                         // this is a reload, not the first start
	// Absolute gives the path of a file that is named from the working directory.
	Absolute func(name string) string
}

// reader turns files and words into the list of options, as uWSGI does.
type reader struct {
	host     Host
	list     []*Setting
	first    map[string]*Setting // of each name
	custom   map[string]string   // options that the configuration declares, and what they stand for
	magic    magic
	logic    *Setting // the condition or loop that is open
	running  bool     // it is at work on an option
	given    audit.Truth
	last     *audit.File // the file loaded last
	depth    int
	bytes    int // read so far
	steps    int
	loaded   []*audit.File
	heads    []audit.Span // of the sections read
	missing  []missing
	problems []audit.Problem
}

// missing is something that the configuration loads and nobody has given.
type missing struct {
	place audit.Span
	what  string
}

func newReader(h Host) *reader {
	known := map[byte]string{}
	for c, text := range h.Magic {
		known[c] = text
	}
	return &reader{
		host: h, first: map[string]*Setting{}, custom: map[string]string{},
		magic: magic{known: map[byte]string{}, host: known}, given: audit.Yes,
	}
}

func (r *reader) problem(place audit.Span, message string) {
	r.problems = append(r.problems, audit.Problem{Span: place, Message: message})
}

// lacking reports whether options may come from where nobody can look.
func (r *reader) lacking() bool { return len(r.missing) > 0 }

// full reports whether the configuration has become larger than anybody's is.
func (r *reader) full() bool { return len(r.list) >= maxSettings || r.steps > maxSteps }

// ends are the words that close a condition or a loop.
var ends = []string{"end", "endfor", "endif", "end-if", "end-for"}

// add takes the next option. Inside a condition or a loop it is what that makes
// of it.
func (r *reader) add(s *Setting) {
	if r.full() {
		return
	}
	if !r.running && slices.Contains(ends, s.Key) {
		r.logic = nil
	}
	if !r.running && r.logic != nil {
		r.running = true
		r.repeat(s)
		r.running = false
		return
	}
	r.append(s, false)
}

// append puts an option on the list and acts upon it where uWSGI does so at
// once.
func (r *reader) append(s *Setting, placeholder bool) {
	s.Given = r.given
	s.known = options()[s.Key]
	r.list = append(r.list, s)
	if r.first[s.Key] == nil {
		r.first[s.Key] = s
	}
	if template, ok := r.custom[s.Key]; ok && !placeholder {
		s.done = true
		r.declared(template, s)
		return
	}
	if placeholder || s.known != nil && s.known.immediate {
		s.done = true
	}
	if !placeholder && s.known != nil && s.known.immediate {
		r.act(s)
	}
}

// act does what an option does as soon as it is read.
func (r *reader) act(s *Setting) {
	switch {
	case s.known.kind == "logic":
		if r.logic != nil {
			r.problem(s.Span, "uWSGI refuses a condition or loop inside another one")
			return
		}
		r.logic = s
	case s.known.kind == "load":
		r.load(s)
	case s.Key == "set" || s.Key == "set-placeholder" || s.Key == "set-ph":
		key, value, ok := strings.Cut(s.Value, "=")
		if !ok {
			r.problem(s.Span, s.Key+" takes NAME=VALUE; uWSGI does not start")
			return
		}
		r.append(s.as(key, value), s.Key != "set")
	case s.Key == "declare-option":
		if name, template, ok := strings.Cut(s.Value, "="); ok {
			r.custom[name] = template
		}
	}
}

// as is the same place with another name and value.
func (s *Setting) as(key, value string) *Setting {
	return &Setting{Key: key, Value: value, Line: s.Line, Span: s.Span, ValueSpan: s.ValueSpan, Open: s.Open}
}

// load reads another file, or another section of the file read last.
func (r *reader) load(s *Setting) {
	file, section, _ := cutSection(s.Value)
	f := r.last
	if file != "" || f == nil {
		f = r.find(s)
	}
	if f == nil || !readable(f.Name) || r.depth == maxDepth || len(r.loaded) == maxLoads || r.bytes > maxLoaded {
		r.missing = append(r.missing, missing{s.Span, s.Value})
		return
	}
	if section == "" {
		section = "uwsgi"
	}
	name := s.Value
	if r.host.Absolute != nil && name[0] != ':' && name[0] != '/' {
		name = r.host.Absolute(name)
	}
	r.magic.load(s.Value, name, s.Key != "ini" && s.Key != "config")
	r.last = f
	r.read(f, section)
}

// find gives the file that an option loads, or nil.
func (r *reader) find(s *Setting) *audit.File {
	file, _, _ := cutSection(s.Value)
	open := s.Open
	if rest, beside := strings.CutPrefix(file, "%d"); beside && r.last != nil && !strings.Contains(rest, "%") {
		file, open = path.Join(path.Dir(r.last.Name), rest), false
	}
	switch {
	case open || r.host.Open == nil || strings.Contains(s.Value, "://"):
		return nil
	case s.Key == "ini" || s.Key == "config" || s.Key == "include" || s.Key == "inherit":
		return r.host.Open(file)
	}
	return nil
}

// readable knows the files that are no ini files by their name.
func readable(name string) bool {
	for _, ext := range []string{".xml", ".yaml", ".yml", ".json", ".js"} {
		if strings.HasSuffix(strings.ToLower(name), ext) {
			return false
		}
	}
	return true
}

// read takes the options of one section of a file.
func (r *reader) read(f *audit.File, section string) {
	r.depth++
	parsed := uwsgiini.Parse(f, r.magic.of)
	r.loaded = append(r.loaded, f)
	r.bytes += len(f.Text)
	for _, s := range parsed.Sections {
		if s.Name != section || s.Head.IsZero() {
			continue
		}
		r.heads = append(r.heads, s.Head)
		for _, o := range s.Options {
			r.add(&Setting{Key: o.Key, Value: o.Value, Line: o, Span: o.Span, ValueSpan: o.ValueSpan, Open: o.Open})
		}
	}
	r.depth--
}

// declared does what an option does that the configuration itself declares: it
// stands for others, which take the words of its value as $1, $2 and so on.
func (r *reader) declared(template string, s *Setting) {
	words := strings.FieldsFunc(s.Value, func(c rune) bool { return c == ' ' })
	fill := []string{}
	for i := range 9 {
		word := ""
		if i < len(words) {
			word = words[i]
		}
		fill = append(fill, "$"+itoa(i+1), word)
	}
	replacer := strings.NewReplacer(fill...)
	for part := range strings.SplitSeq(template, ";") {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			return
		}
		made := s.as(replacer.Replace(key), replacer.Replace(value))
		made.Given, made.known, made.hidden, made.done = r.given, options()[replacer.Replace(key)], true, true
		r.list = append(r.list, made)
	}
}

// finish puts the references into the values and then loads what is inherited.
func (r *reader) finish() {
	if r.logic != nil {
		r.problem(r.logic.Span, r.logic.Key+" is not closed; everything below depends on it")
	}
	env := func(name string) answer {
		if r.host.Env == nil {
			return answer{open: true}
		}
		value, set := r.host.Env(name)
		return answer{value, set == audit.Yes, set == audit.Maybe}
	}
	r.pass('$', env)
	r.pass('@', func(string) answer { return answer{open: true} })
	r.pass('%', r.compute)
	if r.full() {
		r.missing = append(r.missing, missing{what: "the rest, which was too much"})
	}
	if r.steps > maxSteps && len(r.list) > 0 {
		r.problem(r.list[0].Span, "the references in the values do not come to an end; uWSGI hangs at one that refers to itself")
	}
	for i := 0; i < len(r.list); i++ {
		if s := r.list[i]; !s.done && s.known != nil && s.known.kind == "load" {
			s.done = true
			r.load(s)
		}
	}
}

// pass puts one kind of reference into the values that are not acted upon yet.
func (r *reader) pass(symbol byte, ask func(string) answer) {
	for _, s := range r.list {
		if s.done || s.Bare {
			continue
		}
		value, open := expand(s.Value, symbol, ask, &r.steps)
		s.Value, s.Open = value, s.Open || open
	}
}

// Read gives the instance that a command line starts on a machine.
func Read(h Host, words []audit.Word) *Instance {
	r := newReader(h)
	r.words(words)
	return r.instance(audit.Span{})
}
