package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("misread-value", misreadValue) }

// misreadValue finds the fault that uWSGI reads the value in another way.
func misreadValue(in *Instance, r *audit.Reporter) {
	for _, s := range in.Settings {
		if s.known == nil || s.Open || s.Bare || s.Given != audit.Yes || comment(s) >= 0 || s.known.immediate && strings.Contains(s.Value, "%(") {
			continue
		}
		if message := misread(s); message != "" {
			r.Fail(s.Span, short(message))
		}
	}
}

// misread says how uWSGI reads a value that somebody meant otherwise.
func misread(s *Setting) string {
	switch {
	case s.known.kind == "int" || s.known.kind == "megabytes":
		return misreadNumber(s)
	case s.known.kind == "bool" || s.known.kind == "unset":
		switch lower(s.Value) {
		case "n", "f", "none", "null", "nil", "disabled", "disable", "never", "-1", "00":
			return s.Key + " = " + audit.Clip(s.Value, 20) + " switches it on"
		}
	case s.known.variable == "chmod-socket" && !s.Open:
		if s.Value != "1" && (len(s.Value) != 3 || strings.Trim(s.Value, "01234567") != "") {
			return "chmod-socket = " + audit.Clip(s.Value, 20) + " is refused; uWSGI does not start"
		}
	}
	return ""
}

func misreadNumber(s *Setting) string {
	n, rest := atoi(s.Value)
	rest = lower(strings.TrimSpace(rest))
	switch {
	case s.Value != "" && rest == "", strings.Contains(s.Value, "%("), strings.Contains(s.Value, "$("):
		return ""
	case s.known.kind == "megabytes" && strings.HasPrefix(rest, "m") && n > 0, n > 0 && strings.HasPrefix(rest, "s"):
		return ""
	case s.known.arg == 'o' && (s.Value == "" || rest == "true"):
		return ""
	}
	return s.Key + " = " + audit.Clip(s.Value, 20) + " counts as " + itoa(int(n))
}
