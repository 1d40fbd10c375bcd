package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

// settle says what would settle a setting that is not sure, or one that is
// missing where a file is, too.
func (in *Instance) settle(s *Setting) string {
	switch {
	case s == nil || s.Given == audit.Yes && !s.Open:
		if lacking := in.Lacking(); lacking != "" {
			return lacking
		}
		return "the condition above it decides"
	case s.Given != audit.Yes:
		return "the condition above " + audit.Clip(s.Key, 30) + " decides"
	}
	return "the value of " + audit.Clip(s.Key, 30) + " holds a variable"
}

// dangerous judges a switch that is off by default and has to stay off.
func (in *Instance) dangerous(r *audit.Reporter, name, message string) {
	on, s := in.Switch(name)
	switch {
	case s == nil:
	case on == audit.Yes:
		in.judge(r.Fail(s.Span, message, in.set(s, "false")))
	case on == audit.No:
		r.Pass(s.Span)
	default:
		r.Unknown(s.Span, in.settle(s))
	}
}

// wanted judges a switch that is off by default and that every application
// wants on.
func (in *Instance) wanted(r *audit.Reporter, name, message string) {
	if !in.Serves() {
		return
	}
	on, s := in.Switch(name)
	in.missed(r, on, s, message, in.turnOn(name, s))
}

// missed says pass, fail or unknown of something that has to be there.
func (in *Instance) missed(r *audit.Reporter, on audit.Truth, s *Setting, message string, fix *audit.Fix) *audit.Verdict {
	place := in.Place
	if s != nil {
		place = s.Span
	}
	switch on {
	case audit.Yes:
		return r.Pass(place)
	case audit.No:
		return in.judge(r.Fail(place, message, fix))
	}
	return r.Unknown(place, in.settle(s))
}

func (in *Instance) turnOn(name string, s *Setting) *audit.Fix {
	if s != nil {
		return in.set(s, "true")
	}
	return in.add(name + " = true")
}

// set is the fix that gives an option of a file another value.
func (in *Instance) set(s *Setting, value string) *audit.Fix {
	if s.Line == nil || s.ValueSpan.Text() != s.Value || !s.Line.Signed {
		return nil
	}
	text := value
	if s.ValueSpan.Start == s.ValueSpan.End && !strings.HasSuffix(s.Span.Text(), " ") {
		text = " " + value
	}
	return &audit.Fix{
		Title: short("Set " + s.Key + " to " + value),
		Edits: []audit.Edit{{Span: s.ValueSpan, Text: text}},
	}
}

// add is the fix that adds an option below the head of the section.
func (in *Instance) add(line string) *audit.Fix {
	f := in.Place.File
	if f == nil || f.Kind != Kind || !strings.HasPrefix(in.Place.Text(), "[") {
		return nil
	}
	end := in.Place.End + strings.IndexByte(f.Text[in.Place.End:]+"\n", '\n') + 1
	text := line + "\n"
	if end > len(f.Text) {
		text = "\n" + line
	}
	name, value, _ := strings.Cut(line, " = ")
	return &audit.Fix{
		Title: short("Set " + name + " to " + value),
		Edits: []audit.Edit{{Span: f.Span(end, end), Text: text}},
	}
}

// each judges every setting of some options: bad reports the fault of a value,
// or nothing. A value that holds an unknown variable is not judged further.
func (in *Instance) each(r *audit.Reporter, names []string, bad func(s *Setting) string) {
	for _, s := range in.All(names...) {
		message := bad(s)
		switch {
		case message != "" && s.Given == audit.Yes:
			in.judge(r.Fail(s.Span, short(message)))
		case message != "":
			r.Unknown(s.Span, in.settle(s))
		case !s.Open:
			r.Pass(s.Span)
		}
	}
}
