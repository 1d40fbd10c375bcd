// Package uvicorn reads the command lines that start uvicorn and judges their
// options. uvicorn has no configuration file: what is not on the command line,
// nor in a variable that it reads, is at its default.
package uvicorn

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
)

// Rules are the rules that speak of one uvicorn.
var Rules = audit.NewSet[*Server]("uvicorn")

// Format is what the façade knows of uvicorn, which has no files of its own.
var Format = audit.Format{Kind: "uvicorn", Title: "uvicorn", Audit: run, Rules: Rules.IDs}

func run(stack *audit.Stack) {
	for _, s := range Servers(stack) {
		Rules.Run(stack, s, s.Command.Span)
	}
}

// Servers gives every uvicorn that a command line of the stack starts.
func Servers(stack *audit.Stack) []*Server {
	return audit.Once(stack, "uvicorn", func() []*Server {
		var all []*Server
		for _, c := range stack.Commands() {
			for _, p := range commandline.Unwrap(c.Words) {
				if p.Name == "uvicorn" {
					all = append(all, read(stack, c, p))
				}
			}
		}
		return all
	})
}
