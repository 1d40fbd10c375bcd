package uwsgi

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

// started makes the instances of the command lines in the stack.
func started(s *audit.Stack) []*Instance {
	var all []*Instance
	for _, c := range s.Commands() {
		if !startsServer(c) {
			continue
		}
		r := newReader(hostOf(s, &c))
		r.words(c.Words[1:])
		in := r.instance(c.Span)
		in.Command = &c
		all = append(all, in)
	}
	return all
}

// startsServer knows the program by its name, and leaves calls alone that only
// signal a running server.
func startsServer(c audit.Command) bool {
	name := path.Base(c.Words[0].Text)
	if name != "uwsgi" && name != "uwsgi-core" && !strings.HasPrefix(name, "uwsgi_python") {
		return false
	}
	if c.Key != "" && c.Key != "ExecStart" && c.Key != "CMD" && c.Key != "ENTRYPOINT" && c.Key != "command" {
		return false
	}
	for _, w := range c.Words[1:] {
		switch w.Text {
		case "--stop", "--reload", "--pause", "--suspend", "--resume", "--version", "--help", "-h":
			return false
		}
	}
	return true
}

// words reads a command line as getopt does: options may be shortened as far as
// they stay clear, and words that are no options are files to load.
func (r *reader) words(words []audit.Word) {
	var files []audit.Word
	for len(words) > 0 {
		w := words[0]
		words = words[1:]
		switch {
		case w.Text == "--":
			files = append(files, words...)
			words = nil
		case strings.HasPrefix(w.Text, "--"):
			words = r.long(w, words)
		case len(w.Text) > 1 && w.Text[0] == '-':
			words = r.letters(w, words)
		default:
			files = append(files, w)
		}
	}
	for _, f := range files {
		if !isConfiguration(f.Text) {
			continue
		}
		r.load(&Setting{Key: "include", Value: f.Text, Span: f.Span, ValueSpan: f.Span, Open: f.Open})
	}
}

// isConfiguration knows the files that uWSGI reads by the end of their name.
func isConfiguration(name string) bool {
	return strings.HasSuffix(name, ".ini") || !readable(name)
}

// long reads --name, --name=value or --name value.
func (r *reader) long(w audit.Word, rest []audit.Word) []audit.Word {
	name, value, joined := strings.Cut(w.Text[2:], "=")
	o := complete(name)
	s := &Setting{Key: name, Value: value, Bare: !joined, Span: w.Span, ValueSpan: w.Span, Open: w.Open}
	if o == nil {
		r.problem(w.Span, short("uWSGI has no option --"+name+" and does not start"))
		return rest
	}
	s.Key = o.name
	if o.arg == 'n' && joined {
		r.problem(w.Span, short("--"+name+" takes no value; uWSGI does not start"))
	}
	if o.arg == 'r' && !joined && len(rest) > 0 {
		s.Bare, s.Value, s.ValueSpan, s.Open = false, rest[0].Text, rest[0].Span, rest[0].Open
		s.Span = s.Span.To(rest[0].Span)
		rest = rest[1:]
	}
	r.add(s)
	return rest
}

// letters reads -p 4, -p4 and several switches in one word.
func (r *reader) letters(w audit.Word, rest []audit.Word) []audit.Word {
	for i := 1; i < len(w.Text); i++ {
		o := letter(w.Text[i])
		if o == nil {
			r.problem(w.Span, short("uWSGI has no option -"+w.Text[i:i+1]+" and does not start"))
			return rest
		}
		s := &Setting{Key: o.name, Bare: true, Span: w.Span, ValueSpan: w.Span, Open: w.Open}
		if o.arg == 'n' {
			r.add(s)
			continue
		}
		s.Value, s.Bare = w.Text[i+1:], i+1 == len(w.Text)
		if s.Bare && o.arg == 'r' && len(rest) > 0 {
			s.Bare, s.Value, s.ValueSpan, s.Open = false, rest[0].Text, rest[0].Span, rest[0].Open
			s.Span = s.Span.To(rest[0].Span)
			rest = rest[1:]
		}
		r.add(s)
		return rest
	}
	return rest
}

// complete finds an option by its name or by a beginning that only one has.
func complete(name string) *option {
	if o := options()[name]; o != nil {
		return o
	}
	var found *option
	for known, o := range options() {
		if !strings.HasPrefix(known, name) {
			continue
		}
		if found != nil && found.variable != o.variable {
			return nil
		}
		found = o
	}
	return found
}

// letter finds an option by its short form; of several, the first in the table.
func letter(c byte) *option {
	for line := range strings.Lines(optionTable) {
		cells := strings.Fields(line)
		for _, cell := range cells[1:] {
			if cell == "-"+string(rune(c)) {
				return options()[cells[0]]
			}
		}
	}
	return nil
}
