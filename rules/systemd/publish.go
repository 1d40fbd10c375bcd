package systemd

import (
	"strings"

	"preflight/rules/audit"
)

// publish defines the variables that the stack's units give to applications;
// those of a daemon of the system are no settings of the site.
func publish(stack *audit.Stack) {
	for _, u := range Units(stack) {
		if !u.IsService() || !u.isApplication() {
			continue
		}
		for _, e := range u.List("Environment") {
			for _, t := range cutCommand(e.Value).words {
				if name, value, ok := strings.Cut(t.text, "="); ok && !strings.Contains(value, "%") {
					stack.Define(audit.Variable{Name: name, Value: value, Span: e.Place(t.start, t.end)})
				}
			}
		}
	}
}
