package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("comment-in-value", commentInValue) }

// commentInValue finds the fault that a comment became part of the value.
func commentInValue(in *Instance, r *audit.Reporter) {
	for _, s := range in.Settings {
		at := comment(s)
		if at < 0 || s.Line == nil {
			continue
		}
		v := r.Fail(s.Span, short(s.Key+": what follows "+s.Value[at:at+1]+" is part of the value"), in.lift(s, at))
		if kind := s.known.kind; kind == "int" || kind == "megabytes" || kind == "bool" && !isOff(strings.TrimSpace(s.Value[:at])) {
			v.Lower(audit.Info) // it is read as it was meant
		}
	}
}

// comment finds what looks like a comment in a value that has no use for its
// sign, or gives -1.
func comment(s *Setting) int {
	if s.known == nil || s.known.kind == "other" || s.known.kind == "logic" || isRoute(s.Key) || strings.HasPrefix(s.Key, "log-") ||
		strings.HasPrefix(s.Key, "hook-") || strings.HasPrefix(s.Key, "exec-") {
		return -1
	}
	for i := 1; i < len(s.Value); i++ {
		if (s.Value[i] == ';' || s.Value[i] == '#') && (s.Value[i-1] == ' ' || s.Value[i-1] == '\t') {
			return i
		}
	}
	return -1
}

// lift is the fix that gives the comment a line of its own, above.
func (in *Instance) lift(s *Setting, at int) *audit.Fix {
	if s.ValueSpan.Text() != s.Value {
		return nil
	}
	f, cut := s.Span.File, s.ValueSpan.Start+len(strings.TrimRight(s.Value[:at], blanks))
	start := strings.LastIndexByte(f.Text[:s.Span.Start], '\n') + 1
	return &audit.Fix{Title: "Move the comment to a line of its own", Edits: []audit.Edit{
		{Span: f.Span(start, start), Text: s.Value[at:] + "\n"},
		{Span: f.Span(cut, s.ValueSpan.End)},
	}}
}

const blanks = " \t"
