package uvicorn

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
)

// Server is one uvicorn as a command line starts it.
type Server struct {
	Command audit.Command
	Span    audit.Span // of the program's name: the place of what is not set
	Open    string     // what settles words that may be further options; empty where there are none

	stack   *audit.Stack
	env     []audit.Variable
	options map[string]*Option
}

// Option is an option of the command line, or the variable that stands in for
// it. Of one given twice the last counts.
type Option struct {
	Name  string     // without dashes, such as "host"
	Value string     // empty for a switch
	Open  bool       // a variable decides
	Span  audit.Span // the option and its value
	Inner audit.Span // the value alone, without quotes; zero where its place is not sure
	Set   bool       // somebody gave it
}

// switches are the options without a value.
var switches = map[string]bool{
	"reload": true, "access-log": true, "no-access-log": true, "use-colors": true, "no-use-colors": true, "proxy-headers": true,
	"no-proxy-headers": true, "server-header": true, "no-server-header": true, "date-header": true, "no-date-header": true,
	"version": true, "reset-contextvars": true, "factory": true, "help": true, "http2": true,
}

func read(stack *audit.Stack, c audit.Command, p commandline.Program) *Server {
	s := &Server{Command: c, Span: p.Word.Span, stack: stack, options: map[string]*Option{}}
	s.env = append(append(s.env, c.Env...), p.Env...)
	for i := 0; i < len(p.Args); i++ {
		w := p.Args[i]
		if w.Open && strings.HasPrefix(w.Text, "$") {
			s.Open = "the words in " + short(w.Text) + " may be further options"
		}
		name, value, joined := strings.Cut(strings.TrimPrefix(w.Text, "--"), "=")
		if !strings.HasPrefix(w.Text, "--") || name == "" {
			continue
		}
		o := &Option{Name: name, Value: value, Open: w.Open, Span: w.Span, Set: true, Inner: within(w, len(name)+3)}
		if !joined && !switches[name] && i+1 < len(p.Args) {
			i++
			next := p.Args[i]
			o.Value, o.Open, o.Span, o.Inner = next.Text, next.Open, w.Span.To(next.Span), within(next, 0)
		}
		s.options[name] = o
	}
	return s
}

// within is the place of a word's text from an offset on; zero where quotes or
// escapes in it hide where that is.
func within(w audit.Word, offset int) audit.Span {
	raw := w.Span.Text()
	at := strings.Index(raw, w.Text)
	if at < 0 || len(raw)-len(w.Text) > 2 || offset > len(w.Text) {
		return audit.Span{}
	}
	start := w.Span.Start + at
	return w.Span.File.Span(start+offset, start+len(w.Text))
}

// Get gives an option; where nobody gives it, one that is not Set.
func (s *Server) Get(name string) *Option {
	if o := s.options[name]; o != nil {
		return o
	}
	return &Option{Name: name, Span: s.Span}
}

// Has reports whether the command line holds the option.
func (s *Server) Has(name string) bool { return s.options[name] != nil }

// fromVariable is Get for an option that a variable stands in for.
func (s *Server) fromVariable(name, variable string) *Option {
	if s.Has(name) {
		return s.Get(name)
	}
	for i := len(s.env) - 1; i >= 0; i-- {
		if v := s.env[i]; v.Name == variable {
			return &Option{Name: variable, Value: v.Value, Open: strings.Contains(v.Value, "$"), Span: v.Span, Set: true}
		}
	}
	all := s.stack.Variables(variable)
	for _, v := range all {
		if v.Value != all[0].Value {
			return &Option{Name: variable, Open: true, Span: v.Span, Set: true}
		}
	}
	if len(all) > 0 {
		return &Option{Name: variable, Value: all[0].Value, Span: all[0].Span, Set: true}
	}
	return s.Get(name)
}

// Said is the user's word for an option.
func (o *Option) Said() string {
	if strings.ToUpper(o.Name) == o.Name {
		return o.Name
	}
	return "--" + o.Name
}

// Change is a fix that gives the option another value.
func (o *Option) Change(value, title string) *audit.Fix {
	if o.Inner.IsZero() {
		return nil
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: o.Inner, Text: value}}}
}

// Cut is a fix that takes the option out, with the blanks before it, and the
// comma where it stands in a list on one line.
func (o *Option) Cut(title string) *audit.Fix {
	text, start := o.Span.File.Text, o.Span.Start
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	switch {
	case start == 0 || strings.IndexByte("\n\r[", text[start-1]) >= 0, text[start-1] == '-' && strings.IndexByte(" \t\n", text[max(0, start-2)]) >= 0:
		return nil
	case text[start-1] == ',':
		start--
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: o.Span.File.Span(start, o.Span.End)}}}
}

// reach says how far the address that uvicorn listens on can be reached.
type reach uint8

const (
	unseen reach = iota
	socket
	loopback
	others
	anybody
)

// Listens gives the reach and the option that decides it.
func (s *Server) Listens() (reach, *Option) {
	for _, name := range []string{"uds", "fd"} {
		if s.Has(name) {
			return socket, s.Get(name)
		}
	}
	host := s.Get("host")
	switch text := strings.ToLower(host.Value); {
	case !host.Set && s.Open != "", host.Open:
		return unseen, host
	case !host.Set, text == "localhost", strings.HasPrefix(text, "127."), text == "::1":
		return loopback, host
	case text == "0.0.0.0", text == "::", text == "":
		return anybody, host
	}
	return others, host
}

// fail reports a fault. In a file for development it is a small one, and nothing
// is to be changed.
func (s *Server) fail(r *audit.Reporter, place audit.Span, message string, fix ...*audit.Fix) *audit.Verdict {
	if s.Development() {
		return r.Fail(place, message).Lower(audit.Low)
	}
	return r.Fail(place, message, fix...)
}

// Development reports whether the name of the file with the command line says
// that it is not for production.
func (s *Server) Development() bool {
	file := s.Command.Span.File
	if file == nil || file.Kind == "systemd" {
		return false
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(path.Base(file.Name)), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch word {
		case "dev", "devel", "develop", "development", "local", "test", "testing", "debug", "override":
			return true
		}
	}
	return false
}

// Contained reports whether uvicorn runs in a container or on a platform, as
// far as the files tell.
func (s *Server) Contained() bool {
	for _, kind := range []audit.Kind{"dockerfile", "compose", "procfile"} {
		if len(s.stack.Of(kind)) > 0 {
			return true
		}
	}
	return false
}

func short(text string) string {
	if runes := []rune(text); len(runes) > 24 {
		return string(runes[:23]) + "…"
	}
	return text
}
