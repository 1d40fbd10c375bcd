package django

import "preflight/rules/audit"

func init() { Rules.Add("duplicate-entry", duplicateEntry) }

// duplicateEntry finds apps and middleware that are listed twice.
func duplicateEntry(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"INSTALLED_APPS", "MIDDLEWARE"} {
		v := s.Get(name)
		if !s.Has(name) || !v.Sequence() {
			continue
		}
		seen := map[string]audit.Span{}
		for _, it := range v.Items {
			if it.Rest || !it.Value.Whole() || len(it.When) > 0 {
				continue
			}
			if first, twice := seen[it.Value.Text]; twice {
				r.Fail(spanOr(s.inPython(it.Value.Span), s.Place(name)), hasherName(it.Value.Text)+" is in "+name+" twice").Also(first)
				continue
			}
			seen[it.Value.Text] = it.Value.Span
		}
	}
}
