// Package apache reads Apache httpd configurations as httpd does, sections,
// conditions and includes among them, and holds the rules about them.
package apache

import (
	"preflight/rules/audit"
)

// Kind is the kind of an httpd configuration file, .htaccess included.
const Kind audit.Kind = "apache"

// Rules are the rules that speak of one configuration.
var Rules = audit.NewSet[*Config]("apache")

// Format is what the façade knows of Apache httpd.
var Format = audit.Format{
	Kind:   Kind,
	Title:  "Apache httpd",
	Detect: detect,
	Claim:  claim,
	Audit:  auditStack,
	Rules:  Rules.IDs,
}

// auditStack reads the files of the kind and asks every rule about each
// configuration among them.
func auditStack(stack *audit.Stack) {
	for _, c := range Configs(stack) {
		Rules.Run(stack, c, c.Place())
	}
}
