package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// Policy is a Content-Security-Policy of the settings.
type Policy struct {
	Name  string        // the setting
	Value *pyconf.Value // the dict of directives
}

// Policies gives the policies that are enforced or reported: Django's own and
// those of django-csp 4.
func (s *Settings) Policies() []Policy {
	var all []Policy
	for _, name := range []string{"SECURE_CSP", "CONTENT_SECURITY_POLICY"} {
		if !s.Has(name) {
			continue
		}
		v := s.Get(name)
		if name == "CONTENT_SECURITY_POLICY" {
			v = pyconf.Entry(v, "DIRECTIVES")
		}
		if v.Type == pyconf.Dict {
			all = append(all, Policy{name, v})
		}
	}
	return all
}

// Directive gives a directive of the policy, or else the one that stands in for
// it; Absent where neither is there.
func (p Policy) Directive(name, instead string) *pyconf.Value {
	v := pyconf.Entry(p.Value, name)
	if v.Type == pyconf.Absent && instead != "" {
		return pyconf.Entry(p.Value, instead)
	}
	return v
}

// sources gives the sources of a directive: elements of a list, or the words of
// a text.
func sources(v *pyconf.Value) []*pyconf.Value {
	if v.Whole() {
		var all []*pyconf.Value
		for _, word := range strings.Fields(v.Text) {
			all = append(all, &pyconf.Value{Type: pyconf.Text, Text: word, Span: v.Span})
		}
		return all
	}
	var all []*pyconf.Value
	for _, it := range v.Items {
		if !it.Rest && len(it.When) == 0 {
			all = append(all, it.Value)
		}
	}
	return all
}

// nonced reports whether a list of sources has a nonce, a hash or
// strict-dynamic, any of which makes browsers ignore 'unsafe-inline'.
func nonced(all []*pyconf.Value) bool {
	for _, v := range all {
		t := v.Text
		if strings.Contains(t, "NONCE") || strings.HasPrefix(t, "'nonce-") || strings.HasPrefix(t, "'sha") || t == "'strict-dynamic'" || v.Type == pyconf.Code || v.Type == pyconf.Unknown {
			return true
		}
	}
	return false
}

func cspPlace(s *Settings, p Policy, v *pyconf.Value) audit.Span {
	return spanOr(s.inPython(v.Span), s.Place(p.Name))
}
