// Package stack holds the rules that need files of several kinds: what the
// settings trust and what the web server in front of them really sends.
package stack

import "preflight/rules/audit"

// Format runs after all others and has no files of its own.
var Format = audit.Format{Kind: "stack", Title: "Several files", Audit: auditStack, Rules: Rules.IDs}

// Rules are the rules over a deployment.
var Rules = audit.NewSet[*Deployment]("stack")

func auditStack(s *audit.Stack) {
	d := Of(s)
	if d.Settings == nil {
		return
	}
	Rules.Run(s, d, d.Settings.Home)
	d.soften(s)
}
