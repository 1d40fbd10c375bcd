package env

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("debug-enabled", debugEnabled) }

// debugEnabled checks the variables that switch Django's debug mode on.
func debugEnabled(e *Environment, r *audit.Reporter) {
	for _, a := range e.InForce() {
		switch strings.ToUpper(a.Name) {
		case "DEBUG", "DJANGO_DEBUG", "APP_DEBUG":
		default:
			continue
		}
		switch strings.ToLower(a.Value) {
		case "true", "1", "yes", "on", "y", "t":
			fix := &audit.Fix{Title: "Set " + a.Name + " to False", Edits: []audit.Edit{{Span: a.Raw, Text: "False"}}}
			v := r.Fail(a.Span(), a.Name+" is "+a.Value, fix)
			if e.Example || development(e.File.Name) {
				v.Lower(audit.Info)
			}
		case "false", "0", "no", "off", "n", "f":
			r.Pass(a.Span())
		}
	}
}

// development reports whether the file is for a developer's machine, by name.
func development(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"dev", "local", "test", "ci"} {
		for _, part := range strings.FieldsFunc(name, func(c rune) bool { return c < 'a' || c > 'z' }) {
			if part == word || part == "development" || part == "testing" {
				return true
			}
		}
	}
	return false
}
