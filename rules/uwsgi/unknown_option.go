package uwsgi

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("unknown-option", unknownOption) }

// unknownOption finds the fault that uWSGI does not know an option.
func unknownOption(in *Instance, r *audit.Reporter) {
	used, declared, meanings := in.placeholders(), in.declared(), map[string]string{}
	strict, _ := in.Switch("strict")
	for _, s := range in.Settings {
		if s.known != nil || s.hidden || declared[s.Key] || s.Key == "" || ended(s.Key) {
			continue
		}
		meant, asked := meanings[s.Key]
		if !asked && len(meanings) < 200 { // nobody writes as many
			meant = nearest(s.Key)
			meanings[s.Key] = meant
		}
		switch {
		case strict == audit.Yes && !s.done:
			r.Fail(s.Span, short("strict: uWSGI has no option "+audit.Clip(s.Key, 30)+" and does not start"))
		case used[s.Key] || s.Given != audit.Yes:
		case meant != "":
			r.Fail(s.Span, short("uWSGI ignores "+audit.Clip(s.Key, 24)+"; it knows "+meant), in.rename(s, meant))
		default:
			r.Fail(s.Span, short("uWSGI has no option "+audit.Clip(s.Key, 30)+" and ignores it")).Lower(audit.Info).Doubt(audit.Likely)
		}
	}
}

// ended reports whether a name closes a condition.
func ended(name string) bool { return slices.Contains(ends, name) }

// declared are the options that the configuration declares.
func (in *Instance) declared() map[string]bool {
	names := map[string]bool{}
	for _, s := range in.All("declare-option", "declare-option2") {
		name, _, _ := strings.Cut(s.Value, "=")
		names[name] = true
	}
	return names
}

// placeholders are the names that some value or condition refers to.
func (in *Instance) placeholders() map[string]bool {
	used := map[string]bool{}
	for _, s := range in.Settings {
		if s.known != nil && strings.HasPrefix(s.Key, "if-") {
			name, _, _ := strings.Cut(s.Value, "=")
			used[name] = true
		}
		for rest := s.ValueSpan.Text(); ; {
			_, after, ok := strings.Cut(rest, "%(")
			if !ok {
				break
			}
			inner, _, _ := strings.Cut(after, ")")
			for word := range strings.FieldsSeq(inner) {
				used[word] = true
			}
			rest = after
		}
	}
	return used
}

// rename is the fix of a misspelt option.
func (in *Instance) rename(s *Setting, name string) *audit.Fix {
	if s.Line == nil || s.Line.KeySpan.Text() != s.Key {
		return nil
	}
	return (&audit.Fix{Title: short("Rename it to " + name), Edits: []audit.Edit{{Span: s.Line.KeySpan, Text: name}}}).Careful()
}
