// Package django reads Django settings modules: what each setting holds once
// the module has run, and what is wrong with it. Nothing is ever executed.
package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

// Format is the kind of a settings module.
var Format = audit.Format{
	Kind: "django", Title: "Django settings", Detect: detectSettings, Audit: auditSettings, Rules: Rules.IDs,
}

// PythonFormat is the kind of Python files that are no settings module: they
// are read for comments and for what settings import from them.
var PythonFormat = audit.Format{
	Kind: "python", Title: "Python", Detect: detectPython, Audit: auditPython,
	Rules: func() []string { return nil },
}

// auditPython reports what the reader found in Python files of no other kind.
func auditPython(stack *audit.Stack) {
	for _, file := range stack.Of("python") {
		reportTree(stack, pyconf.Tree(stack, file))
	}
}

func reportTree(stack *audit.Stack, module *python.Module) {
	for _, p := range module.Problems {
		stack.Problem(p.Span, p.Message)
	}
	for _, c := range module.Comments {
		stack.Comment(c)
	}
}

func auditSettings(stack *audit.Stack) {
	for _, file := range stack.Of("django") {
		reportTree(stack, pyconf.Tree(stack, file))
	}
	for _, s := range Models(stack) {
		Rules.Run(stack, s, s.Home)
		s.publishWritten(stack)
	}
}
