package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
	"preflight/rules/pyconf"
)

// Policy is a Content-Security-Policy of the settings.
type Policy struct {
	Name  string        // the setting
	Value *pyconf.Value // the dict of directives
	csp.List

	places map[*csp.Directive][]audit.Span // of its name, then of its sources
}

// Policies gives the policies that are enforced: Django's own and that of
// django-csp 4.
func (s *Settings) Policies() []Policy {
	return s.policies("SECURE_CSP", "CONTENT_SECURITY_POLICY")
}

func (s *Settings) policies(names ...string) []Policy {
	var all []Policy
	for _, name := range names {
		if !s.Has(name) {
			continue
		}
		v := s.Get(name)
		if strings.HasPrefix(name, "CONTENT_") {
			v = pyconf.Entry(v, "DIRECTIVES")
		}
		if v.Type == pyconf.Dict {
			all = append(all, readPolicy(name, v))
		}
	}
	return all
}

// unseen stands for a part of a policy that is not seen, and anyNonce for the
// nonce that each answer gets anew.
const (
	unseen   = "${unseen}"
	anyNonce = "'nonce-${anew}'"
)

// readPolicy makes a policy of a dict of directives.
func readPolicy(name string, dict *pyconf.Value) Policy {
	p := Policy{Name: name, Value: dict, places: map[*csp.Directive][]audit.Span{}}
	var directives []*csp.Directive
	open := dict.Open
	for _, pair := range dict.Pairs {
		if !pair.Key.Whole() || len(pair.When) > 0 {
			open = true
			continue
		}
		if pair.Value.Type == pyconf.None || pair.Value.Type == pyconf.Bool && !pair.Value.Bool {
			continue // left out of the header
		}
		words, spans := sourcesOf(pair.Value)
		d := csp.NewDirective(pair.Key.Text, words, func(word string) bool { return word == unseen || word == anyNonce })
		p.places[d] = append([]audit.Span{pair.Key.Span}, spans...)
		directives = append(directives, d)
	}
	policy := csp.NewPolicy(directives...)
	policy.Open = open
	p.List = csp.List{policy}
	return p
}

// sourcesOf gives the words of a directive, which is a list or a text, and
// where they stand.
func sourcesOf(v *pyconf.Value) (words []string, spans []audit.Span) {
	add := func(v *pyconf.Value, sure bool) {
		switch {
		case v.Whole() && sure && !strings.Contains(v.Text, "NONCE"):
			for _, word := range strings.Fields(v.Text) {
				words, spans = append(words, word), append(spans, v.Span)
			}
		case strings.Contains(v.Text, "NONCE"):
			words, spans = append(words, anyNonce), append(spans, v.Span)
		default:
			words, spans = append(words, unseen), append(spans, v.Span)
		}
	}
	switch {
	case v.Sequence():
		for _, it := range v.Items {
			add(it.Value, !it.Rest && len(it.When) == 0)
		}
	case v.Type != pyconf.Bool:
		add(v, true)
	}
	return words, spans
}

// place is where a fault of the policy stands.
func (p Policy) place(s *Settings, f csp.Fault) audit.Span {
	at := audit.Span{}
	if spans := p.places[f.Directive]; len(spans) > f.Source+1 {
		at = s.inPython(spans[f.Source+1])
	}
	return spanOr(at, s.Place(p.Name))
}

// framed says whether an enforced policy that is sent says who may frame.
func (s *Settings) framed() bool {
	for _, p := range s.Policies() {
		middleware := "csp.middleware.CSPMiddleware"
		if p.Name == "SECURE_CSP" {
			middleware = cspMiddleware
		}
		if limit, _ := p.Framing(); limit == csp.Limited && s.Contains("MIDDLEWARE", middleware).Yes() {
			return true
		}
	}
	return false
}
