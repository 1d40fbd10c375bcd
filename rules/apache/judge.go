package apache

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

// question is what a rule asks of every directive of a name.
type question struct {
	name string
	// bad gives the fault of a directive, or "".
	bad func(u *Use) string
	// fix gives the fix of a bad directive; nil where there is none.
	fix func(u *Use) *audit.Fix
	// unset is the fault of not setting it at all; empty where httpd's default
	// is good.
	unset string
	// want is the line that sets it well, for the fix of unset.
	want string
	// module is what understands want; empty for what is always there.
	module string
}

// judge answers for every directive in force, and for its absence.
func (c *Config) judge(r *audit.Reporter, q question) {
	for _, u := range c.Uses(q.name) {
		if c.superseded(u) || len(u.Args) == 0 { // without arguments httpd refuses it
			continue
		}
		c.judgeOne(r, q, u)
	}
	if q.unset != "" {
		c.judgeAbsence(r, q)
	}
}

func (c *Config) judgeOne(r *audit.Reporter, q question, u *Use) {
	message, later := q.bad(u), u.later()
	switch {
	case !u.Known():
		r.Unknown(u.Head(), "the value of "+u.Name.Value+" comes from a variable")
	case message == "" && later != "":
		r.Unknown(u.Head(), later)
	case message == "":
		r.Pass(u.Head())
	default:
		var fix *audit.Fix
		if q.fix != nil {
			fix = q.fix(u)
		}
		c.doubt(u, r.Fail(u.Head(), message, fix))
	}
}

// doubt lowers the confidence in a finding whose directive may not be in force.
func (c *Config) doubt(u *Use, v *audit.Verdict) *audit.Verdict {
	if u.When == audit.Maybe || u.later() != "" {
		v.Doubt(audit.Likely)
	}
	if u.Filled && !u.by.IsZero() {
		v.Also(u.by) // the value comes from there
	}
	return v
}

// later gives what would settle whether an include after the directive
// replaces it.
func (u *Use) later() string {
	var s Setting
	s.unseen(u.Scope, u.Name.Value, u.index, u.Scope.items)
	return s.Settle
}

// superseded reports whether a later directive of the same name and scope
// replaces this one.
func (c *Config) superseded(u *Use) bool {
	uses := u.Scope.Uses(u.Name.Value)
	last := uses[len(uses)-1]
	return last != u && last.When == audit.Yes
}

// judgeAbsence answers for a server that does not set the directive. Pieces of
// a server say nothing of it.
func (c *Config) judgeAbsence(r *audit.Reporter, q question) {
	s := c.Server.Setting(q.name)
	switch {
	case s.Use != nil, len(s.Maybe) > 0, c.everyHostSets(q.name), !c.Complete:
	case s.State == Unseen:
		r.Unknown(c.Place(), s.Settle)
	default:
		r.Fail(c.Place(), q.unset, c.Server.addFor(q.module, q.want))
	}
}

// everyHostSets reports whether each virtual host has its own directive, so
// that the server's matters to none.
func (c *Config) everyHostSets(name string) bool {
	for _, h := range c.Hosts {
		if !h.Has(name) {
			return false
		}
	}
	return len(c.Hosts) > 0
}

// says gives a test for the first argument, in any letter case.
func says(words ...string) func(*Use) bool {
	return func(u *Use) bool {
		for _, w := range words {
			if strings.EqualFold(u.Value(0), w) {
				return true
			}
		}
		return false
	}
}

// unless turns a test for good values into a fault: what the directive says.
func unless(good func(*Use) bool) func(*Use) string {
	return func(u *Use) string {
		if good(u) {
			return ""
		}
		return told(u)
	}
}

// when turns a test for bad values into a fault: what the directive says.
func when(bad func(*Use) bool) func(*Use) string {
	return func(u *Use) string {
		if !bad(u) {
			return ""
		}
		return told(u)
	}
}

// told states what the directive says.
func told(u *Use) string {
	return fmt.Sprintf("%s is %s", u.Name.Value, brief(strings.Join(u.Values(), " ")))
}

// brief shortens a value for a message.
func brief(text string) string {
	const longest = 36
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text)[:longest-1]) + "…"
}

// setTo gives the fix that sets the directive to the arguments.
func setTo(args string) func(*Use) *audit.Fix {
	return func(u *Use) *audit.Fix { return u.setTo(args) }
}

// number reads an argument as a whole number, or gives -1.
func number(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' || n > 1<<40 {
			return -1
		}
		n = n*10 + int(text[i]-'0')
	}
	if text == "" {
		return -1
	}
	return n
}
