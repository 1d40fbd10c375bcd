package csp

import "strings"

// Type says what is wrong with a policy.
type Type uint8

// The types of faults.
const (
	Inline      Type = iota + 1 // injected script elements run
	Handlers                    // injected event handlers run
	Eval                        // texts are made into code
	AnyHost                     // scripts come from any host
	DataScripts                 // data: URLs are scripts
	OpenHost                    // scripts come from a host on which anybody publishes
	NoScripts                   // scripts are not limited
	NoObjects                   // plugins are not limited
	NoBase                      // base elements are not limited
	BareKeyword                 // a keyword without quotes is a host name
	BadSource                   // a source that browsers leave aside
	BadNone                     // 'none' beside other sources counts for nothing
	BadName                     // no directive has this name
	Former                      // the directive does nothing any more
	Repeated                    // a second directive of a name counts for nothing
	Swallowed                   // a directive name among the sources of another
	Comma                       // a comma ends the policy
	FixedNonce                  // injected scripts may carry the nonce, which is always the same
)

// Fault is something wrong with a policy.
type Fault struct {
	Type      Type
	Policy    *Policy
	Directive *Directive // nil where it is one that is missing
	Source    int        // an index into the directive's sources, or -1
	Message   string     // the fact, at most 72 characters
}

// Range is where the fault stands in the text that was read.
func (f Fault) Range() (start, end int) {
	switch {
	case f.Directive == nil:
		return f.Policy.Start, f.Policy.End
	case f.Source >= 0:
		s := f.Directive.Sources[f.Source]
		return s.Start, s.End
	}
	return f.Directive.Start, f.Directive.End
}

// Governed reports whether some policy says where scripts may come from.
func (l List) Governed() bool {
	for _, p := range l {
		if p.Governing("script-src") != nil || p.Get("script-src-elem") != nil || p.Get("script-src-attr") != nil {
			return true
		}
	}
	return false
}

// Open reports whether words that are not known may limit scripts further, or
// allow more.
func (l List) Open() bool {
	for _, p := range l {
		if p.Open {
			return true
		}
		for _, name := range [...]string{"script-src-elem", "script-src-attr", "script-src"} {
			if d := p.Governing(name); d != nil && d.any(Unseen) {
				return true
			}
		}
	}
	return false
}

// Scripts says what lets scripts run that the policies are there to stop. What
// one policy allows and another forbids is forbidden.
func (l List) Scripts() []Fault {
	var all []Fault
	for _, t := range [...]Type{Inline, Handlers, FixedNonce, AnyHost, DataScripts, Eval, OpenHost} {
		if f, ok := l.allowed(t); ok {
			all = append(all, f)
		}
	}
	if len(all) > 1 && all[0].Type == Inline && all[1].Type == Handlers {
		all = append(all[:1], all[2:]...) // the same words, mostly
	}
	return all
}

// allowed gives what allows something, if no policy forbids it.
func (l List) allowed(t Type) (first Fault, found bool) {
	for _, p := range l {
		d := p.Governing(governs[t])
		if d == nil && !p.Open {
			continue // this one says nothing of scripts
		}
		if d == nil || p.Open && d.Name != governs[t] {
			return Fault{}, false // an unknown word may hold the directive
		}
		i := d.allows(t)
		if i < 0 {
			return Fault{}, false
		}
		if !found {
			first, found = Fault{Type: t, Policy: p, Directive: d, Source: i, Message: scriptMessage(t, d, i)}, true
		}
	}
	return first, found
}

// governs names the directive that is asked about each type of fault.
var governs = map[Type]string{
	Inline: "script-src-elem", Handlers: "script-src-attr", Eval: "script-src",
	FixedNonce: "script-src-elem",
	AnyHost:    "script-src-elem", DataScripts: "script-src-elem", OpenHost: "script-src-elem",
}

// allows gives the source that allows what a fault is about, or -1.
func (d *Directive) allows(t Type) int {
	// 'strict-dynamic' makes hosts and schemes count for nothing, and with it or
	// a nonce or hash so does 'unsafe-inline'. An unknown word may be any of them.
	_, strict := d.has("'strict-dynamic'")
	strict = strict || d.any(Unseen)
	inert := strict || d.any(Nonce, Hash)
	for i, s := range d.Sources {
		found := false
		switch t {
		case Inline, Handlers:
			found = !inert && s.is("'unsafe-inline'")
		case FixedNonce:
			found = s.fixed()
		case Eval:
			found = s.is("'unsafe-eval'")
		case AnyHost:
			found = !strict && everyHost(s)
		case DataScripts:
			found = !strict && s.Kind == Scheme && strings.EqualFold(s.Text, "data:")
		case OpenHost:
			found = !strict && anybodys(s)
		}
		if found {
			return i
		}
	}
	return -1
}

// everyHost reports whether the source matches hosts of strangers: all of
// them, or all under one top-level name.
func everyHost(s Source) bool {
	switch s.Kind {
	case Scheme:
		return strings.EqualFold(s.Text, "https:") || strings.EqualFold(s.Text, "http:")
	case Host:
		a := s.Address()
		under, wild := strings.CutPrefix(a.Host, "*.")
		return a.Host == "*" || wild && under != "" && !strings.Contains(under, ".") && !private[under]
	}
	return false
}

// private are top-level names that no stranger registers under.
var private = map[string]bool{
	"localhost": true, "local": true, "internal": true, "test": true, "lan": true, "home": true, "corp": true,
	"intranet": true, "example": true, "invalid": true,
}

// publishers are hosts that serve the files of every package that anybody put
// into a public registry.
var publishers = map[string]bool{"unpkg.com": true, "cdn.jsdelivr.net": true, "esm.sh": true}

// anybodys reports whether the source is such a host, not limited to a path.
func anybodys(s Source) bool {
	if s.Kind != Host {
		return false
	}
	a := s.Address()
	return publishers[a.Host] && len(strings.Trim(a.Path, "/")) < len("npm/x")
}

func scriptMessage(t Type, d *Directive, i int) string {
	text := shorten(d.Sources[i].Text, 40)
	if t == FixedNonce {
		return "the nonce of " + d.Name + " is the same in every answer"
	}
	if t == OpenHost {
		return d.Name + " allows " + text + ", where anybody publishes"
	}
	return d.Name + " allows " + text
}

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
