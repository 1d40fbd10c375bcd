package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-in-command", secretInCommand) }

// secretInCommand finds secrets in command lines, which every user sees in the
// list of processes.
func secretInCommand(u *Unit, r *audit.Reporter) {
	for _, c := range u.Commands() {
		for i, a := range c.Args {
			next := ""
			if i+1 < len(c.Args) {
				next = c.Args[i+1].Text
			}
			if text := secretArgument(a.Text, next); text != "" {
				r.Fail(a.Span, "a secret is on the command line ("+audit.Mask(text)+")")
			}
		}
	}
}

// secretArgument is the secret in an argument, or in the one behind it.
func secretArgument(arg, next string) string {
	if password, ok := secret.URLPassword(arg); ok {
		return password
	}
	name, value, assigns := strings.Cut(arg, "=")
	name = strings.ReplaceAll(strings.TrimLeft(name, "-"), "-", "_")
	switch {
	case !secret.Named(name) || len(name) > 40 || strings.ContainsAny(name, "/ :"):
		return ""
	case assigns && value != "" && !secret.Reference(value) && !secret.Placeholder(value):
		return value
	case !assigns && strings.HasPrefix(arg, "--") && next != "" && next[0] != '-' && !secret.Reference(next) && !secret.Placeholder(next):
		return next
	}
	return ""
}
