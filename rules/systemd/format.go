// Package systemd reads systemd units as systemd does, drop-ins, resets and
// implied settings included, and holds the rules about them and the exposure
// score of "systemd-analyze security".
package systemd

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// Kind is the kind of a unit file or a drop-in.
const Kind audit.Kind = "systemd"

// Rules are the rules that speak of one unit.
var Rules = audit.NewSet[*Unit]("systemd")

// Format is what the façade knows of systemd units.
var Format = audit.Format{
	Kind:    Kind,
	Title:   "systemd unit",
	Detect:  detect,
	Publish: publish,
	Audit:   auditStack,

	Conclude: conclude,
	Rules:    Rules.IDs,
}

func auditStack(stack *audit.Stack) {
	for _, u := range Units(stack) {
		if u.Partial() {
			stack.Problem(u.Parts[0].Span.File.Span(u.Parts[0].Span.Start, u.Parts[0].Span.Start), u.unitMissing()+": only what it sets is judged")
		}
		Rules.Run(stack, u, u.Head())
	}
}

// conclude scores the services once it is known what their application needs.
func conclude(stack *audit.Stack) {
	for _, score := range Scores(stack) {
		stack.Score(score)
	}
	for _, u := range Unscored(stack) {
		stack.LeaveUnscored(u)
	}
}

// detect goes by the name, or by the sections that only units have.
func detect(name, text string) int {
	if quadlets[path.Ext(name)] {
		return 0 // Podman makes a unit of it that nobody has seen
	}
	if sectionless(text) {
		return 0 // Avahi, firewalld and D-Bus have files of their own that end in .service
	}
	if unitfile.IsUnitName(baseName(name)) || unitfile.IsDropInPath(name) {
		return 100
	}
	keys := sectionKeys(text)
	switch {
	case keys["ExecStart"] && keys["[Service]"]:
		return 90
	case (keys["[Service]"] || keys["[Socket]"] || keys["[Timer]"]) && len(keys) > 1:
		return 80
	case keys["[Unit]"] && len(keys) > 1:
		return 70
	case len(keys) > 0:
		return 20
	}
	return 0
}

// quadlets are the endings of files with the sections of units from which Podman
// generates units, and of those that networkd reads.
var quadlets = map[string]bool{
	".container": true, ".pod": true, ".volume": true, ".kube": true, ".image": true, ".build": true,
	".network": true, ".netdev": true, ".link": true, ".nspawn": true,
}

// sectionless reports whether a text is no unit whatever its name: it is XML, it
// begins as what D-Bus reads to start a service, or has lines but no head of a
// section among them.
func sectionless(text string) bool {
	lines := false
	for line := range strings.Lines(text[:min(len(text), 64<<10)]) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		switch {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line == "[D-BUS Service]":
			return true
		case line[0] == '[' && len(line) > 1 && line[1] > ' ' && line[1] != '[':
			return false
		case line[0] == '<' && !lines:
			return true
		default:
			lines = true
		}
	}
	return lines
}

// sectionKeys gives the unit sections that stand alone on a line, and the keys
// of [Unit] and [Service], of a text that has nothing but heads, assignments
// and comments in its first lines.
func sectionKeys(text string) map[string]bool {
	found := map[string]bool{}
	in := false
	for line := range strings.Lines(text[:min(len(text), 64<<10)]) {
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		switch key, _, assigns := strings.Cut(line, "="); {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[':
			in = strings.HasSuffix(line, "]") && unitSections[line[1:len(line)-1]]
			if in {
				found[line] = true
			}
		case in && assigns && lookup(strings.TrimSpace(key)) != nil:
			found[strings.TrimSpace(key)] = true
		case len(found) == 0:
			return found // prose, or another language, stands before any section
		}
	}
	return found
}

// unitSections are the sections by which a text is known as a unit.
var unitSections = map[string]bool{
	"Unit": true, "Service": true, "Socket": true, "Timer": true, "Install": true, "Mount": true, "Path": true,
}

// baseName is the part of a path behind the last slash.
func baseName(path string) string {
	return path[strings.LastIndexByte(path, '/')+1:]
}
