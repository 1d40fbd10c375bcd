package systemd

import (
	"strings"

	"preflight/rules/audit"
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
			if secret := secretArgument(a.Text, next); secret != "" {
				r.Fail(a.Span, "a secret is on the command line ("+audit.Mask(secret)+")")
			}
		}
	}
}

// secretArgument is the secret in an argument, or in the one behind it.
func secretArgument(arg, next string) string {
	name, value, assigns := strings.Cut(arg, "=")
	name = strings.ReplaceAll(strings.TrimLeft(name, "-"), "-", "_")
	switch {
	case passwordInURL(arg) != "":
		return passwordInURL(arg)
	case !isSecretName(name) || len(name) > 40 || strings.ContainsAny(name, "/ :"):
		return ""
	case assigns && value != "" && !isReference(value) && !isPlaceholder(value):
		return value
	case !assigns && strings.HasPrefix(arg, "--") && next != "" && next[0] != '-' && !isReference(next) && !isPlaceholder(next):
		return next
	}
	return ""
}
