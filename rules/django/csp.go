package django

import (
	"strings"

	"preflight/rules/audit"
)

// Policy is a Content-Security-Policy of the settings.
type Policy struct {
	Name  string // the setting
	Value *Value // the dict of directives
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
			v = entry(v, "DIRECTIVES")
		}
		if v.Type == Dict {
			all = append(all, Policy{name, v})
		}
	}
	return all
}

// Directive gives a directive of the policy, or else the one that stands in for
// it; Absent where neither is there.
func (p Policy) Directive(name, instead string) *Value {
	v := entry(p.Value, name)
	if v.Type == Absent && instead != "" {
		return entry(p.Value, instead)
	}
	return v
}

// sources gives the sources of a directive: elements of a list, or the words of
// a text.
func sources(v *Value) []*Value {
	if v.Whole() {
		var all []*Value
		for _, word := range strings.Fields(v.Text) {
			all = append(all, &Value{Type: Text, Text: word, Span: v.Span})
		}
		return all
	}
	var all []*Value
	for _, it := range v.Items {
		if !it.Rest && len(it.When) == 0 {
			all = append(all, it.Value)
		}
	}
	return all
}

// nonced reports whether a list of sources has a nonce, a hash or
// strict-dynamic, any of which makes browsers ignore 'unsafe-inline'.
func nonced(all []*Value) bool {
	for _, v := range all {
		t := v.Text
		if strings.Contains(t, "NONCE") || strings.HasPrefix(t, "'nonce-") || strings.HasPrefix(t, "'sha") || t == "'strict-dynamic'" || v.Type == Code || v.Type == Unknown {
			return true
		}
	}
	return false
}

func cspPlace(s *Settings, p Policy, v *Value) audit.Span {
	return spanOr(s.inPython(v.Span), s.Place(p.Name))
}
