package uwsgi

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func itoa(n int) string { return strconv.Itoa(n) }

// repeat adds an option as often as the open condition or loop says.
func (r *reader) repeat(s *Setting) {
	arg := r.logic.Value
	name, negated := strings.CutPrefix(r.logic.Key, "if-not-")
	name = strings.TrimPrefix(name, "if-")
	switch name {
	case "for":
		for word := range strings.FieldsFuncSeq(arg, func(c rune) bool { return c == ' ' }) {
			if r.full() {
				break
			}
			r.addWith(s, word, r.logic.Open)
		}
	case "for-times":
		n, _ := atoi(arg)
		for i := range min(n, maxTimes) {
			r.addWith(s, itoa(int(i)+1), r.logic.Open)
		}
	case "opt":
		r.when(s, negated, r.option(arg))
	case "env":
		r.when(s, negated, r.variable(arg))
	case "exists", "file", "dir", "directory":
		r.when(s, negated, r.path(name, arg))
	case "reload":
		r.when(s, negated, fact{is: r.host.Begun, silent: true})
	default: // for-glob, for-readline, if-hostname, if-plugin
		r.when(s, negated, fact{text: arg, open: strings.HasPrefix(name, "for")})
	}
}

// fact is whether a condition holds, and what %(_) stands for inside it.
type fact struct {
	is     audit.Truth
	text   string
	open   bool // the text is not known
	silent bool // %(_) stays as it is written
}

// when adds an option under a condition.
func (r *reader) when(s *Setting, negated bool, f fact) {
	if negated {
		f.is = f.is.Not()
	}
	if f.is == audit.No {
		return
	}
	before := r.given
	r.given = r.given.And(f.is)
	if f.silent {
		r.append(s.as(s.Key, s.Value), false)
	} else {
		r.addWith(s, f.text, f.open)
	}
	r.given = before
}

// addWith adds an option with %(_) put in.
func (r *reader) addWith(s *Setting, text string, open bool) {
	if r.full() {
		return
	}
	made := s.as(s.Key, s.Value)
	if strings.Contains(s.Value, "%(_)") {
		if made.Open = made.Open || open; !open {
			made.Value = strings.ReplaceAll(s.Value, "%(_)", text)
		}
		r.steps += len(made.Value)
	}
	r.append(made, false)
}

// option decides if-opt: an option is on the list, with the value asked for.
func (r *reader) option(arg string) fact {
	name, want, valued := strings.Cut(arg, "=")
	a := r.exported(name)
	switch {
	case a.open:
		return fact{open: true}
	case !a.found:
		return fact{is: audit.No, silent: true}
	}
	return fact{is: audit.TruthOf(!valued || a.text == want), text: a.text}
}

// variable decides if-env in the same way.
func (r *reader) variable(arg string) fact {
	name, want, valued := strings.Cut(arg, "=")
	if r.host.Env == nil {
		return fact{open: true}
	}
	value, set := r.host.Env(name)
	switch {
	case set == audit.Maybe:
		return fact{open: true}
	case set == audit.No:
		return fact{is: audit.No, silent: true}
	}
	return fact{is: audit.TruthOf(!valued || value == want), text: value}
}

func (r *reader) path(test, path string) fact {
	if r.host.Path == nil {
		return fact{text: path}
	}
	if test == "directory" {
		test = "dir"
	}
	return fact{is: r.host.Path(test, path), text: path}
}
