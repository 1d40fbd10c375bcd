package csp

import "strings"

// Form says what browsers read otherwise than it was meant: names and sources
// that they do not know, and what counts for nothing.
func (l List) Form() []Fault {
	var all []Fault
	for i, p := range l {
		for _, d := range p.Directives {
			if i > 0 && d == p.Directives[0] && known[d.Name] == 0 && !former[d.Name] {
				all = append(all, Fault{Comma, p, d, -1, "a comma ends the policy before " + shorten(d.Written, 30)})
				continue
			}
			all = append(all, p.form(d)...)
		}
	}
	return all
}

// form gives the faults of one directive.
func (p *Policy) form(d *Directive) []Fault {
	what := known[d.Name]
	name := shorten(d.Written, 30)
	switch {
	case former[d.Name]:
		return []Fault{{Former, p, d, -1, name + " does nothing any more"}}
	case what == 0:
		return []Fault{{BadName, p, d, -1, name + " is no directive of a policy"}}
	case d.Repeated:
		return []Fault{{Repeated, p, d, -1, "the second " + name + " counts for nothing"}}
	case what == words:
		return nil
	}
	var all []Fault
	for i, s := range d.Sources {
		if t, message := s.form(d, what); t != 0 {
			all = append(all, Fault{t, p, d, i, message})
			if t == Swallowed {
				break // what follows was meant for another directive
			}
		}
	}
	return all
}

// form says what is wrong with a source of a directive, if anything.
func (s Source) form(d *Directive, what holds) (Type, string) {
	lower, text := strings.ToLower(s.Text), shorten(s.Text, 30)
	bare := strings.Trim(lower, "'\"`’‘“”")
	switch {
	case s.Kind == Unseen:
		return 0, ""
	case known[lower] != 0 || former[lower]:
		return Swallowed, "a semicolon is missing before " + text
	case s.Kind != Keyword && bare != lower && keywords["'"+bare+"'"]:
		return BadSource, text + " is not quoted as browsers read it"
	case s.Kind == Host && keywords["'"+lower+"'"]:
		return BareKeyword, text + " without quotes is a host name"
	case s.Kind == Host && (strings.HasPrefix(lower, "nonce-") || hashed("'"+lower)):
		return BareKeyword, text + " without quotes is a host name"
	case s.is("'none'") && !d.Nothing():
		return BadNone, "'none' beside other sources counts for nothing"
	case s.Kind == Bad, what == ancestors && foreignToAncestors(s):
		return BadSource, text + " is no source for " + d.Name
	}
	return 0, ""
}

func foreignToAncestors(s Source) bool {
	return s.Kind == Nonce || s.Kind == Hash || s.Kind == Keyword && !s.is("'self'") && !s.is("'none'")
}

// Nearest gives the directive that a mistyped name was meant for, or "".
func Nearest(name string) string {
	name = strings.Trim(strings.ToLower(name), ":= ")
	if known[name] != 0 {
		return name
	}
	joined := strings.NewReplacer("_", "-", "source", "src").Replace(name)
	if known[joined] != 0 {
		return joined
	}
	for _, tail := range [...]string{"-src", "-uri", "-to", "-action", "-ancestors"} {
		if known[name+tail] != 0 {
			return name + tail
		}
	}
	return ""
}
