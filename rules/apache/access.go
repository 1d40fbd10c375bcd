package apache

import (
	"strings"

	"preflight/rules/audit"
)

// access sums up who may reach what a scope speaks of.
type access struct {
	granted *Use // "Require all granted" or "Allow from all" without a limit beside it
	denied  *Use // "Require all denied" or "Deny from all"
	limited *Use // any other Require, or Allow from somewhere
	unknown bool // a Require whose words come from a variable
}

// closed reports whether not everybody is let in.
func (a access) closed() bool { return a.granted == nil && (a.denied != nil || a.limited != nil) }

// accessOf reads the access rules of a scope, its <Require…> containers and
// <Limit> sections among them.
func accessOf(s *Scope) access {
	var a access
	a.read(s)
	return a
}

func (a *access) read(s *Scope) {
	for _, u := range s.Uses("Require") {
		a.require(u, s.Kind != "requirenone")
	}
	for _, u := range s.Uses("Deny") {
		if strings.EqualFold(u.Value(1), "all") {
			a.denied = u
		}
	}
	for _, u := range s.Uses("Allow") {
		switch {
		case !strings.EqualFold(u.Value(1), "all"):
			a.limited = u
		case a.denied == nil:
			a.granted = u
		}
	}
	for _, inner := range s.Inner {
		switch inner.Kind {
		case "requireall":
			a.requireAll(inner)
		case "requireany", "requirenone":
			a.read(inner)
		case "limit", "limitexcept":
			var part access
			part.read(inner)
			if part.closed() {
				a.limited = firstOf(part.limited, part.denied)
			}
		}
	}
}

// requireAll reads <RequireAll>: one limit in it limits all of it.
func (a *access) requireAll(s *Scope) {
	var all access
	all.read(s)
	if all.denied != nil || all.limited != nil {
		all.granted = nil
	}
	a.granted, a.denied = firstOf(a.granted, all.granted), firstOf(a.denied, all.denied)
	a.limited, a.unknown = firstOf(a.limited, all.limited), a.unknown || all.unknown
}

func (a *access) require(u *Use, counts bool) {
	switch {
	case !counts:
	case !u.Known():
		a.unknown = true
	case says("all")(u) && strings.EqualFold(u.Value(1), "granted"):
		a.granted = u
	case says("all")(u) && strings.EqualFold(u.Value(1), "denied"):
		a.denied = u
	default:
		a.limited = u
	}
}

func firstOf(uses ...*Use) *Use {
	for _, u := range uses {
		if u != nil {
			return u
		}
	}
	return nil
}

// isRoot reports whether the section speaks of the whole file system.
func (s *Scope) isRoot() bool {
	switch s.Kind {
	case "directory":
		return s.Arg(0) == "/"
	case "directorymatch":
		return s.Arg(0) == "/" || s.Arg(0) == "^/"
	}
	return false
}

// rootSections gives the sections that speak of the whole file system.
func (c *Config) rootSections() []*Scope {
	var found []*Scope
	for _, s := range c.Scopes("directory", "directorymatch") {
		if s.isRoot() && s.Host() == c.Server {
			found = append(found, s)
		}
	}
	return found
}

// open says what would settle whether the scope holds access rules in a file
// that was not given.
func (s *Scope) open() string {
	var found Setting
	found.unseen(s, "Require", -1, s.items)
	return found.Settle
}

// likely marks a finding as less sure where conditions stand around its scope.
func (s *Scope) likely(v *audit.Verdict) *audit.Verdict {
	if s.When == audit.Maybe {
		v.Doubt(audit.Likely)
	}
	return v
}
