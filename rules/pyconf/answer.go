package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
)

// Answer is what a module says to a question about one of its names.
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

// Yes reports whether every value says so.
func (a Answer) Yes() bool { return a.Truth == audit.Yes }

// No reports whether every value denies it.
func (a Answer) No() bool { return a.Truth == audit.No }

// Maybe reports whether it is open; Settle then says what would decide it.
func (a Answer) Maybe() bool { return a.Truth == audit.Maybe }

// Ask puts a question to every value that v may be. They answer together: Yes
// if all say so, No if all deny it. The place is for a value that no statement
// gave.
func Ask(v *Value, place audit.Span, question func(*Value) audit.Truth) Answer {
	answer := Answer{Place: place, Value: v}
	var yes, no, maybe []Choice
	for _, c := range ChoicesOf(v) {
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
	a.Also = c.When.Spans()
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
	a.Settle = cmp.Or(v.Settle(), a.Value.Settle())
	if a.Settle == "" {
		a.Settle = "the value is not seen"
	}
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
	text := Shown(a.Value)
	if a.Value.Truth() == audit.Yes && a.Value.Type != Bool {
		return name + " is " + text + ", not exactly True"
	}
	return name + " is " + text
}

// Shown writes a value that is no secret, cut to a length for messages.
func Shown(v *Value) string {
	switch v.Type {
	case None, Bool, Int, Float:
		return Literal(v)
	case Text:
		if v.Whole() && len(v.Text) <= 24 {
			return strings.ReplaceAll(Literal(v), "`", "'")
		}
		return "a text"
	case Code:
		if len(v.Text) <= 24 && strings.Contains(v.Text, ".") {
			return v.Text // such as ssl.CERT_NONE
		}
	}
	return "a " + v.Type.String()
}

// Decide reports the usual three: a fail where the answer is Yes, a pass where
// it is No, and otherwise what would settle it.
func Decide(r *audit.Reporter, a Answer, message string, fix *audit.Fix) *audit.Verdict {
	switch a.Truth {
	case audit.Yes:
		return a.Weigh(r.Fail(a.Place, message, fix).Also(a.Also...))
	case audit.No:
		return r.Pass(a.Place)
	}
	return r.Unknown(a.Place, a.Settle)
}

// Weigh lowers the confidence of a finding that an optional module may undo.
func (a Answer) Weigh(v *audit.Verdict) *audit.Verdict {
	if a.Doubt {
		v.Doubt(audit.Likely)
	}
	return v
}
