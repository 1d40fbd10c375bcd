package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("shell-syntax", shellSyntax) }

// shellSyntax finds shell operators in command lines, which no shell reads.
func shellSyntax(u *Unit, r *audit.Reporter) {
	for _, c := range u.Commands() {
		if c.Broken || isShell(baseName(c.Path)) {
			continue
		}
		for _, a := range c.Args {
			if shellOperator(a.Text, a.Span.Text()) {
				r.Fail(a.Span, short("no shell reads this line: %s goes to %s as an argument", a.Text, baseName(c.Path)))
				break
			}
		}
	}
}

// shellOperator reports whether a word stands bare and means something to a
// shell only.
func shellOperator(word, raw string) bool {
	switch word {
	case "&&", "||", "|", ">", ">>", "<", "2>", "2>&1", "&", "&>", "1>", "2>>":
		return raw == word
	}
	return raw == word && (strings.HasPrefix(word, "2>") || strings.HasPrefix(word, ">/") || strings.HasPrefix(word, ">>/") ||
		strings.HasPrefix(word, "$(") || strings.HasPrefix(word, "`"))
}

// isShell reports whether the program reads shell syntax, or hands its
// arguments to one that does.
func isShell(program string) bool {
	switch program {
	case "sh", "bash", "dash", "zsh", "ksh", "ash", "busybox", "env", "expr", "test", "[", "find", "ssh", "su", "sudo", "runuser", "flock", "watch", "docker", "podman", "awk":
		return true
	}
	return false
}
