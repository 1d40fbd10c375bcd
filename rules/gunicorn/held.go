package gunicorn

import (
	"cmp"
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// Source says who gave a setting its value. The later ones win.
type Source uint8

// The sources in the order in which gunicorn reads them.
const (
	Default     Source = iota // nobody
	Environment               // a variable that changes a default, such as WEB_CONCURRENCY
	File                      // the configuration file
	Extra                     // GUNICORN_CMD_ARGS
	Flag                      // the command line
)

// Held is what a setting holds once gunicorn has read everything.
type Held struct {
	Name    string
	Value   *pyconf.Value // as gunicorn keeps it
	Source  Source
	Said    string // the user's word for it: the name, or the flag
	Place   audit.Span
	Refused string // why gunicorn does not start with it

	given *given
}

// Get gives what a setting holds.
func (s *Server) Get(name string) *Held {
	if h := s.held[name]; h != nil {
		return h
	}
	h := s.find(lookup(name))
	s.held[name] = h
	return h
}

// Has reports whether anybody gives the setting a value.
func (s *Server) Has(name string) bool { return s.Get(name).Source != Default }

func (s *Server) find(row *setting) *Held {
	for _, from := range []struct {
		args   *arguments
		source Source
	}{{s.flags, Flag}, {s.extra, Extra}} {
		if h := fromOptions(row, from.args, from.source); h != nil {
			return h
		}
	}
	if h := s.fromFile(row); h != nil {
		return s.opened(h)
	}
	return s.initial(row)
}

// opened leaves a value open that further options may replace.
func (s *Server) opened(h *Held) *Held {
	why := cmp.Or(s.flags.open, s.extra.open)
	if why != "" {
		unseen := pyconf.NewUnknown(why, h.Place)
		unseen.At = h.Place
		h.Value = unseen
	}
	return h
}

// fromOptions takes the last option for a setting, or all where each adds one.
func fromOptions(row *setting, args *arguments, source Source) *Held {
	var h *Held
	var items []pyconf.Item
	for _, g := range args.options {
		if g.setting != row {
			continue
		}
		items = append(items, pyconf.Item{Value: g.value})
		h = &Held{Name: row.name, Value: g.value, Source: source, Said: g.flag, Place: g.span, Refused: g.refused, given: g}
	}
	if h == nil {
		return nil
	}
	if row.action == "append" {
		h.Value = &pyconf.Value{Type: pyconf.List, Items: items, Span: h.Place, At: h.Place}
	}
	if h.Refused == "" {
		h.Value, h.Refused = row.accept(h.Value)
	}
	return h
}

// fromFile takes what the configuration file leaves under the name. Where only
// some ways through it set the name, the default holds on the others.
func (s *Server) fromFile(row *setting) *Held {
	if s.scope == nil || row.name == "config" || !row.in(s.Version) {
		return nil
	}
	b := s.scope.Own(row.name)
	if b == nil || b.Value.Type == pyconf.Absent {
		return nil
	}
	h := &Held{Name: row.name, Source: File, Said: row.name, Place: s.Home}
	if n := len(b.Places); n > 0 {
		h.Place = b.Places[n-1]
	}
	value := b.Value.Each(func(c *pyconf.Value) *pyconf.Value {
		if c.Type == pyconf.Absent {
			return s.initial(row).Value
		}
		return c
	})
	h.Value, h.Refused = row.accept(value)
	return h
}

// environmentDefaults are the variables that gunicorn takes defaults from.
var environmentDefaults = map[string]string{
	"workers": "WEB_CONCURRENCY", "forwarded_allow_ips": "FORWARDED_ALLOW_IPS", "bind": "PORT",
}

// initial is what a setting holds where nobody gives it a value.
func (s *Server) initial(row *setting) *Held {
	h := &Held{Name: row.name, Value: row.initially(), Said: row.name, Place: s.Home}
	name, ok := environmentDefaults[row.name]
	if !ok {
		return h
	}
	v, ok := s.variable(name)
	if !ok {
		return h
	}
	text := v.Value
	if name == "PORT" {
		text = "0.0.0.0:" + text
	}
	h.Source, h.Said, h.Place = Environment, name, v.Span
	h.Value, h.Refused = row.accept(fromWord(text, strings.Contains(text, "$"), v.Span))
	return h
}

// Ask puts a question to every value that a setting may hold.
func (s *Server) Ask(name string, question func(*pyconf.Value) audit.Truth) pyconf.Answer {
	h := s.Get(name)
	if h.Refused != "" {
		return pyconf.Answer{Truth: audit.Maybe, Place: h.Place, Value: h.Value, Settle: "gunicorn does not start with this value"}
	}
	a := pyconf.Ask(h.Value, h.Place, question)
	a.Default = h.Source == Default
	return a
}

// judge reports the usual three of a setting that somebody sets: a fail where
// the answer is Yes, also where only the environment can make it better.
func (s *Server) judge(r *audit.Reporter, name string, bad func(*pyconf.Value) audit.Truth, message string, fix *audit.Fix) *audit.Verdict {
	if !s.Has(name) {
		return nil
	}
	a := s.Ask(name, bad)
	switch v := a.Value; {
	case a.Yes():
		return s.fail(r, a.Place, message, fix).Also(a.Also...)
	case a.No():
		return r.Pass(a.Place)
	case v.Type == pyconf.Env && v.Default != nil && bad(v.Default) == audit.Yes:
		return s.fail(r, a.Place, unlessSet(message, v.Name)).Doubt(audit.Likely)
	}
	return r.Unknown(a.Place, a.Settle)
}

// unlessSet says that a variable may change what a message states.
func unlessSet(message, variable string) string {
	if longer := message + " unless " + variable + " is set"; len(longer) <= 72 {
		return longer
	}
	return message
}

// fail reports a fault. In a configuration for development it is a small one,
// and nothing is to be changed.
func (s *Server) fail(r *audit.Reporter, place audit.Span, message string, fix ...*audit.Fix) *audit.Verdict {
	if s.Development() {
		return r.Fail(place, message).Lower(audit.Low)
	}
	return r.Fail(place, message, fix...)
}

// Development reports whether the name of the configuration file, or of the file
// with the command line, says that it is not for production.
func (s *Server) Development() bool {
	file := s.File
	if file == nil {
		file = s.Home.File // of the command line
	}
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
