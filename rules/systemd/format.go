// Package systemd reads systemd units as systemd does, drop-ins, resets and
// implied settings included, and holds the rules about them.
package systemd

import (
	"strings"

	"preflight/rules/audit"
)

// Kind is the kind of a unit file or a drop-in.
const Kind audit.Kind = "systemd"

// Rules are the rules that speak of one unit.
var Rules = audit.NewSet[*Unit]("systemd")

// Format is what the façade knows of systemd units.
var Format = audit.Format{
	Kind:   Kind,
	Title:  "systemd unit",
	Detect: detect,
	Audit:  auditStack,
	Rules:  Rules.IDs,
}

// Unit is one unit.
type Unit struct{}

func auditStack(*audit.Stack) {}

func detect(name, text string) int {
	if strings.HasSuffix(name, ".service") {
		return 100
	}
	return 0
}
