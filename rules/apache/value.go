package apache

import (
	"strings"

	"preflight/rules/audit"
)

// State says how much is known of a setting.
type State uint8

// The three states.
const (
	Unset  State = iota // nothing sets it: httpd's default is in force
	Set                 // Setting.Use sets it
	Unseen              // a file that was not given may set it
)

// Setting is what is in force at a place.
type Setting struct {
	State State
	Use   *Use
	// Maybe are directives under conditions that may hold, which would replace
	// what is in force.
	Maybe []*Use
	// Settle says what would settle the rest; empty where nothing is left open.
	Settle string
}

// Setting gives what is in force in the scope for a directive of which the last
// one counts: its own, or else that of the scopes around it.
func (s *Scope) Setting(name string) Setting {
	var found Setting
	for at := s; at != nil; at = at.Parent {
		last := at.items
		uses := at.Uses(name)
		for i := len(uses) - 1; i >= 0; i-- {
			u := uses[i]
			if u.When != audit.Yes {
				found.Maybe = append(found.Maybe, u)
				continue
			}
			found.unseen(at, name, u.index, last)
			found.State, found.Use = Set, u
			return found
		}
		found.unseen(at, name, -1, last)
	}
	if found.Settle == "" && !s.config.Complete {
		found.Settle = "the main file, apache2.conf or httpd.conf, may hold " + name
	}
	if found.Settle != "" {
		found.State = Unseen
	}
	return found
}

// unseen notes an include after the directive of index from that may hold one
// of the name.
func (f *Setting) unseen(s *Scope, name string, from, to int) {
	if f.Settle != "" {
		return
	}
	for i := len(s.gaps) - 1; i >= 0 && s.gaps[i].index > from; i-- {
		if g := s.gaps[i]; g.index < to && (g.macro || mayHold(g.path, name)) {
			f.Settle = g.settle(name)
			return
		}
	}
}

func (g gap) settle(name string) string {
	if g.path == "" {
		return "the configuration is too large to be read whole: " + name + " may follow"
	}
	if g.macro {
		return "macro " + brief(g.path) + " may hold " + name + "; add the file that defines it"
	}
	return shorten(g.path) + " may hold " + name + "; add it"
}

// mayHold reports whether a file that was not given can hold the directive.
// Some files have one job by convention.
func mayHold(path, name string) bool {
	name = strings.ToLower(name)
	switch {
	case strings.HasSuffix(path, ".load"):
		return name == "loadmodule"
	case strings.HasSuffix(path, "ports.conf"):
		return name == "listen"
	case strings.HasSuffix(path, "/options-ssl-apache.conf"):
		return strings.HasPrefix(name, "ssl")
	}
	return true
}

// Gap gives what would settle whether the scope, or one around it, holds the
// directive in a file that was not given; "" where all was seen.
func (s *Scope) Gap(name string) string {
	settle := s.GapHere(name)
	if settle == "" && !s.config.Complete {
		return "the main file, apache2.conf or httpd.conf, may hold " + name
	}
	return settle
}

// GapHere is Gap without the main file: what is left open by the files that
// were given.
func (s *Scope) GapHere(name string) string {
	var found Setting
	for at := s; at != nil; at = at.Parent {
		found.unseen(at, name, -1, at.items)
	}
	return found.Settle
}

// GapAnywhere is Gap over every scope of the configuration.
func (c *Config) GapAnywhere(name string) string {
	settle, known := c.memo.gaps[name]
	if !known {
		settle = c.findGap(name)
		if c.memo.gaps == nil {
			c.memo.gaps = map[string]string{}
		}
		c.memo.gaps[name] = settle
	}
	return settle
}

func (c *Config) findGap(name string) string {
	for _, s := range c.scopes {
		if len(s.gaps) > 0 {
			var found Setting
			if found.unseen(s, name, -1, s.items); found.Settle != "" {
				return found.Settle
			}
		}
	}
	return c.Server.Gap(name)
}

func shorten(path string) string {
	const longest = 60
	if len(path) <= longest {
		return path
	}
	return "…" + path[len(path)-longest:]
}
