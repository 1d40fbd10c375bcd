package django

import (
	"strings"

	"preflight/rules/audit"
)

// Answer is what the settings say to a question about one of them.
type Answer struct {
	Truth audit.Truth
	Place audit.Span // the statement that decides it
	Value *Value     // the value that decides it
	Also  []audit.Span

	// Settle says what would decide an answer of Maybe.
	Settle string
	// Doubt is set where the answer holds unless an optional module, which is
	// not among the files, changes it.
	Doubt bool
	// Default is set where nobody assigns the setting.
	Default bool
}

// Yes, No and Maybe tell the three answers apart.
func (a Answer) Yes() bool   { return a.Truth == audit.Yes }
func (a Answer) No() bool    { return a.Truth == audit.No }
func (a Answer) Maybe() bool { return a.Truth == audit.Maybe }

// Ask puts a question to every value that the setting may have. They answer
// together: Yes if all say so, No if all deny it.
func (s *Settings) Ask(name string, question func(*Value) audit.Truth) Answer {
	return s.AskValue(name, s.Get(name), question)
}

// AskValue is Ask for a part of a setting, such as an entry of a dict.
func (s *Settings) AskValue(name string, v *Value, question func(*Value) audit.Truth) Answer {
	answer := Answer{Place: s.Place(name), Value: v, Default: !s.Has(name)}
	var yes, no, maybe []Choice
	for _, c := range choicesOf(v) {
		switch question(c.Value) {
		case audit.Yes:
			yes = append(yes, c)
		case audit.No:
			no = append(no, c)
		default:
			maybe = append(maybe, c)
		}
	}
	switch {
	case len(no)+len(maybe) == 0 && len(yes) > 0:
		answer.Truth = audit.Yes
		answer.decide(yes[0])
	case len(yes)+len(maybe) == 0 && len(no) > 0:
		answer.Truth = audit.No
		answer.decide(no[0])
	case plainChoice(yes) != nil && onlyOptional(no, maybe):
		answer.Truth, answer.Doubt = audit.Yes, true
		answer.decide(*plainChoice(yes))
	default:
		answer.open(v, yes, no, maybe)
	}
	return answer
}

func (a *Answer) decide(c Choice) {
	a.Value = c.Value
	if !c.Value.At.IsZero() {
		a.Place = c.Value.At
	}
	a.Also = c.When.spans()
}

// plainChoice finds a choice that holds unless an optional module changes it.
func plainChoice(choices []Choice) *Choice {
	for i, c := range choices {
		if c.When.plain() {
			return &choices[i]
		}
	}
	return nil
}

// onlyOptional reports whether the other choices all come from optional modules.
func onlyOptional(groups ...[]Choice) bool {
	for _, g := range groups {
		for _, c := range g {
			if c.When.plain() {
				return false
			}
		}
	}
	return true
}

// open takes the place of a value that is seen, where there is one, and says
// what would settle which of them holds.
func (a *Answer) open(v *Value, yes, no, maybe []Choice) {
	if len(yes) > 0 {
		a.decide(yes[0])
	} else if len(maybe) > 0 {
		a.decide(maybe[0])
		if len(no) > 0 && maybe[0].Value.Type == Unknown {
			a.Place = no[0].Value.At
		}
	}
	if a.Place.IsZero() {
		a.Place = v.At
	}
	a.Settle = orElse(v.settle(), a.Value.settle())
	if a.Settle == "" {
		a.Settle = "the value is not seen"
	}
}

// Bool asks whether the setting is true in the sense of Python's bool().
func (s *Settings) Bool(name string) Answer {
	return s.Ask(name, (*Value).Truth)
}

// IsTrue asks whether the setting is exactly True, as most of Django's checks do.
func (s *Settings) IsTrue(name string) Answer {
	return s.Ask(name, (*Value).IsTrue)
}

// Contains asks whether a list of the settings holds the text.
func (s *Settings) Contains(name, text string) Answer {
	var found audit.Span
	answer := s.Ask(name, func(v *Value) audit.Truth {
		truth, at := v.Has(text)
		if truth != audit.No && found.IsZero() {
			found = at
		}
		return truth
	})
	if !found.IsZero() && !answer.No() {
		answer.Place = found
	}
	if answer.Maybe() && answer.Settle == "the value is not seen" {
		answer.Settle = s.openItem(name, text)
	}
	return answer
}

// openItem says what would settle whether a list holds the text.
func (s *Settings) openItem(name, text string) string {
	for _, c := range choicesOf(s.Get(name)) {
		for _, it := range c.Value.Items {
			if it.is(text) != audit.Maybe {
				continue
			}
			if why := orElse(it.When.settle(), it.Value.settle()); why != "" {
				return why
			}
		}
	}
	return "a part of " + name + " is not seen"
}

// ContainsAny is Yes if the list holds one of the texts.
func (s *Settings) ContainsAny(name string, texts ...string) Answer {
	var best Answer
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

// Not gives the answer to the opposite question.
func (a Answer) Not() Answer {
	a.Truth = a.Truth.Not()
	return a
}

// State says in the user's words what a setting holds: "DEBUG is True".
func (a Answer) State(name string) string {
	switch {
	case a.Default:
		return name + " is not set"
	case a.Value.Type == Several || a.Value.Type == Unknown || a.Value.Type == Env:
		return name + " may be off"
	}
	text := shown(a.Value)
	if a.Value.Truth() == audit.Yes && a.Value.Type != Bool {
		return name + " is " + text + ", not exactly True"
	}
	return name + " is " + text
}

// shown writes a value that is no secret, cut to a length for messages.
func shown(v *Value) string {
	switch v.Type {
	case None, Bool, Int, Float:
		return literal(v)
	case Text:
		if v.Whole() && len(v.Text) <= 24 {
			return strings.ReplaceAll(literal(v), "`", "'")
		}
		return "a text"
	}
	return "a " + v.Type.String()
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
	a := s.Ask("INSTALLED_APPS", func(v *Value) audit.Truth { return hasApp(v, name) })
	if a.Maybe() {
		r.Unknown(a.Place, orElse(a.Settle, "a part of INSTALLED_APPS is not seen"))
	}
	return a.Yes()
}

// lacksMiddleware asks whether a middleware of Django is missing. A class of
// the same name from elsewhere may well be built on it: then that is open.
func (s *Settings) lacksMiddleware(class string) Answer {
	a := s.Contains("MIDDLEWARE", class).Not()
	if !a.Yes() {
		return a
	}
	name := class[strings.LastIndexByte(class, '.'):]
	if it := findItem(s.Get("MIDDLEWARE"), textQ(func(m string) bool { return strings.HasSuffix(m, name) })); it != nil {
		a.Truth, a.Place = audit.Maybe, spanOr(s.inPython(it.Span), a.Place)
		a.Settle = "whether " + it.Text + " does the same is not seen"
	}
	return a
}
