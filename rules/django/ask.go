package django

import (
	"cmp"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// Ask puts a question to every value that the setting may have. They answer
// together: Yes if all say so, No if all deny it.
func (s *Settings) Ask(name string, question func(*pyconf.Value) audit.Truth) pyconf.Answer {
	return s.AskValue(name, s.Get(name), question)
}

// AskValue is Ask for a part of a setting, such as an entry of a dict.
func (s *Settings) AskValue(name string, v *pyconf.Value, question func(*pyconf.Value) audit.Truth) pyconf.Answer {
	answer := pyconf.Ask(v, s.Place(name), question)
	answer.Default = !s.Has(name)
	if answer.Doubt {
		s.doubt()
	}
	return answer
}

// doubt notes that what the running rule says from here on may be undone by an
// optional module.
func (s *Settings) doubt() {
	if s.running != nil && s.doubted < 0 {
		s.doubted = len(s.running.Verdicts())
	}
}

// entire reports whether a setting that is not assigned is at its default; an
// optional module may still assign it.
func (s *Settings) entire() bool {
	if s.scope.GapCond != nil {
		s.doubt()
	}
	return s.whole
}

// held is Get for rules that look at the values of a setting one by one: where
// an optional module may change it, what they say is in doubt.
func (s *Settings) held(name string) *pyconf.Value {
	v := s.Get(name)
	if v.Type == pyconf.Unknown && s.scope.GapCond != nil {
		s.doubt()
	}
	for _, c := range pyconf.ChoicesOf(v) {
		if slices.ContainsFunc(c.When, func(c pyconf.Cond) bool { return c.Optional }) {
			s.doubt()
		}
	}
	return v
}

// Bool asks whether the setting is true in the sense of Python's bool().
func (s *Settings) Bool(name string) pyconf.Answer {
	return s.Ask(name, (*pyconf.Value).Truth)
}

// Off asks whether the setting is false. It is not the opposite of Bool where an
// optional module may turn the setting on: what the files show is then the answer
// to either, in doubt, and the other is open.
func (s *Settings) Off(name string) pyconf.Answer {
	return s.Ask(name, func(v *pyconf.Value) audit.Truth { return v.Truth().Not() })
}

// NotTrue asks whether the setting is anything but exactly True.
func (s *Settings) NotTrue(name string) pyconf.Answer {
	return s.Ask(name, func(v *pyconf.Value) audit.Truth { return v.IsTrue().Not() })
}

// IsTrue asks whether the setting is exactly True, as most of Django's checks do.
func (s *Settings) IsTrue(name string) pyconf.Answer {
	return s.Ask(name, (*pyconf.Value).IsTrue)
}

// Contains asks whether a list of the settings holds the text.
func (s *Settings) Contains(name, text string) pyconf.Answer {
	return s.membership(name, text, false)
}

// Lacks asks whether a list of the settings does not hold the text.
func (s *Settings) Lacks(name, text string) pyconf.Answer {
	return s.membership(name, text, true)
}

func (s *Settings) membership(name, text string, lacks bool) pyconf.Answer {
	var found audit.Span
	answer := s.Ask(name, func(v *pyconf.Value) audit.Truth {
		truth, at := v.Has(text)
		if truth != audit.No && found.IsZero() {
			found = at
		}
		if lacks {
			truth = truth.Not()
		}
		return truth
	})
	if absent := audit.TruthOf(lacks); !found.IsZero() && answer.Truth != absent {
		answer.Place = found
	}
	if answer.Maybe() && answer.Settle == "the value is not seen" {
		answer.Settle = s.openItem(name, text)
	}
	return answer
}

// openItem says what would settle whether a list holds the text.
func (s *Settings) openItem(name, text string) string {
	for _, c := range pyconf.ChoicesOf(s.Get(name)) {
		for _, it := range c.Value.Items {
			if it.Is(text) != audit.Maybe {
				continue
			}
			if why := cmp.Or(it.When.Settle(), it.Value.Settle()); why != "" {
				return why
			}
		}
	}
	return "a part of " + name + " is not seen"
}

// ContainsAny is Yes if the list holds one of the texts.
func (s *Settings) ContainsAny(name string, texts ...string) pyconf.Answer {
	var best pyconf.Answer
	for i, text := range texts {
		a := s.Contains(name, text)
		if a.Yes() {
			return a
		}
		if i == 0 || a.Maybe() {
			best = a
		}
	}
	return best
}

// secured reports whether SecurityMiddleware is in force, without which the
// settings it reads do nothing. Where that is not seen, the rule says so.
func (s *Settings) secured(r *audit.Reporter) bool {
	return s.requires(r, "MIDDLEWARE", securityMiddleware)
}

// requires reports whether a list of the settings holds what a rule builds on.
func (s *Settings) requires(r *audit.Reporter, list, name string) bool {
	a := s.Contains(list, name)
	if a.Maybe() {
		r.Unknown(a.Place, a.Settle)
	}
	return a.Yes()
}

// requiresApp is requires for an installed app.
func (s *Settings) requiresApp(r *audit.Reporter, name string) bool {
	a := s.Ask("INSTALLED_APPS", func(v *pyconf.Value) audit.Truth { return hasApp(v, name) })
	if a.Maybe() {
		r.Unknown(a.Place, cmp.Or(a.Settle, "a part of INSTALLED_APPS is not seen"))
	}
	return a.Yes()
}

// lacksMiddleware asks whether a middleware of Django is missing. A class of
// the same name from elsewhere may well be built on it: then that is open.
func (s *Settings) lacksMiddleware(class string) pyconf.Answer {
	a := s.Lacks("MIDDLEWARE", class)
	if !a.Yes() {
		return a
	}
	name := class[strings.LastIndexByte(class, '.'):]
	if it := pyconf.FindItem(s.Get("MIDDLEWARE"), pyconf.TextThat(func(m string) bool { return strings.HasSuffix(m, name) })); it != nil {
		a.Truth, a.Place = audit.Maybe, spanOr(s.inPython(it.Span), a.Place)
		a.Settle = "whether " + it.Text + " does the same is not seen"
	}
	return a
}

// judge is decide for a setting whose default is good: it is silent where the
// setting is not assigned.
func (s *Settings) judge(r *audit.Reporter, name string, bad func(*pyconf.Value) audit.Truth, message string, fix *audit.Fix) {
	if !s.Has(name) {
		return
	}
	pyconf.Decide(r, s.Ask(name, bad), message, fix)
}

// mention is judge for what is worth a word where it is seen, and no question
// where it is not.
func (s *Settings) mention(r *audit.Reporter, name string, odd func(*pyconf.Value) audit.Truth, message string) {
	if a := s.Ask(name, odd); s.Has(name) && !a.Maybe() {
		pyconf.Decide(r, a, message, nil)
	}
}

// judgeItems reports every element of a list that is bad, at its own line.
func (s *Settings) judgeItems(r *audit.Reporter, name string, bad func(string) bool, message func(string) string) {
	if !s.Has(name) {
		return
	}
	a := s.Ask(name, pyconf.Listed(bad))
	if !a.Yes() {
		pyconf.Decide(r, a, "", nil)
		return
	}
	found := false
	for _, c := range pyconf.ChoicesOf(s.Get(name)) {
		for _, it := range c.Value.Items {
			if pyconf.ItemTruth(it, pyconf.TextThat(bad)) == audit.Yes {
				r.Fail(spanOr(s.inPython(it.Value.Span), a.Place), message(it.Value.Text))
				found = true
			}
		}
	}
	if !found {
		r.Fail(a.Place, message(a.Value.Text))
	}
}

// inPython drops a place that is in no Python file, such as a line of an
// environment file: what is wrong there is told where the module reads it.
func (s *Settings) inPython(span audit.Span) audit.Span {
	if span.File == nil || span.File.Kind != "django" && span.File.Kind != "python" {
		return audit.Span{}
	}
	return span
}
