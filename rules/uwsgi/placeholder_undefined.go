package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("placeholder-undefined", placeholderUndefined) }

// placeholderUndefined finds the fault that a placeholder stands for nothing.
func placeholderUndefined(in *Instance, r *audit.Reporter) {
	for _, s := range in.Settings {
		if s.known == nil || s.Open || s.Given != audit.Yes || s.Bare || ownVariables(s.Key) {
			continue
		}
		_, after, ok := strings.Cut(s.Value, "%(")
		name, _, closed := strings.Cut(after, ")")
		switch {
		case !ok || !closed || name == "_" && s.done:
		case in.Lacking() != "" && !s.done:
			r.Unknown(s.Span, in.Lacking())
		case s.done && s.known.immediate:
			in.judge(r.Fail(s.Span, short("no placeholder is put into "+s.Key+", which acts at once")))
		case !s.done:
			v := in.judge(r.Fail(s.Span, short("%("+audit.Clip(name, 30)+") stands for nothing")))
			if in.Command == nil {
				v.Lower(audit.Low).Doubt(audit.Likely) // the command line may set it
			}
		}
	}
}

// ownVariables knows the options that have variables of this form of their own.
func ownVariables(name string) bool {
	return strings.HasPrefix(name, "log") || strings.HasPrefix(name, "req-log") || isRoute(name) || strings.HasPrefix(name, "set") ||
		strings.HasPrefix(name, "declare") || strings.HasPrefix(name, "for") || strings.HasPrefix(name, "if-")
}
