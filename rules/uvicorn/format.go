// Package uvicorn reads the command lines that start uvicorn and judges their
// options. uvicorn has no configuration file: what is not on the command line,
// nor in a variable that it reads, is at its default.
package uvicorn

import (
	"strings"

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

// maxServers is how many servers of a stack are looked at. Nobody starts more,
// and a hostile file could name one on every line.
const maxServers = 100

// Servers gives every uvicorn that a command line of the stack starts.
func Servers(stack *audit.Stack) []*Server {
	return audit.Once(stack, "uvicorn", func() []*Server {
		var all []*Server
		full := false
		for _, c := range stack.Commands() {
			if strings.HasPrefix(c.Key, "Exec") && c.Key != "ExecStart" {
				continue // of a unit: it prepares or ends the server
			}
			for _, p := range commandline.Unwrap(c.Words) {
				switch {
				case p.Name != "uvicorn":
				case len(all) < maxServers:
					all = append(all, read(stack, c, p))
				case !full:
					full = true
					stack.Problem(c.Span, "more than 100 uvicorns are started; from here on they are not audited")
				}
			}
		}
		return all
	})
}
