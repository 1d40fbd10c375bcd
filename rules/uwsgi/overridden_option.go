package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("overridden-option", overriddenOption) }

// overriddenOption finds the fault that an option is set twice.
func overriddenOption(in *Instance, r *audit.Reporter) {
	last := map[string]*Setting{}
	for i := len(in.Settings) - 1; i >= 0; i-- {
		s := in.Settings[i]
		if s.known == nil || s.hidden || s.Line == nil || !single(s.known.kind) || s.known.variable == "chmod-socket" {
			continue
		}
		later := last[s.known.variable]
		if later == nil {
			if s.Given == audit.Yes {
				last[s.known.variable] = s
			}
			continue
		}
		if later.Value != s.Value && later.Span.File == s.Span.File && later.Span != s.Span && s.Given == audit.Yes {
			r.Fail(s.Span, short(s.Key+" has no effect: "+later.Key+" below wins")).Also(later.Span)
		}
	}
}

// single reports whether an option of this kind holds one value.
func single(kind string) bool {
	return kind == "bool" || kind == "int" || kind == "megabytes" || kind == "text"
}
