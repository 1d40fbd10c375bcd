package systemd

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// Set makes the fix that gives a key of the unit's own section a value: in
// place of the assignment that comes last, or as a new line behind the section.
// It wants a look where it overrides a choice, or confines a daemon that may
// need what is taken from it.
func (u *Unit) Set(key, value string) *audit.Fix {
	return u.SetIn(u.Section(), key, value)
}

// mayBreak are the settings that take from a service what some applications
// need: calls and sockets of native code, devices, files below /home.
var mayBreak = map[string]bool{
	"CapabilityBoundingSet": true, "MemoryDenyWriteExecute": true, "PrivateDevices": true, "PrivateNetwork": true, "PrivateUsers": true,
	"ProcSubset": true, "ProtectHome": true, "ProtectProc": true, "RestrictAddressFamilies": true, "RestrictNamespaces": true,
	"SystemCallFilter": true, "UMask": true, "User": true,
}

// SetIn is Set for any section.
func (u *Unit) SetIn(section, key, value string) *audit.Fix {
	fix := &audit.Fix{Title: "Set " + key + "=" + value, Review: !u.isApplication() || mayBreak[key]}
	if entries := u.settings[place{section, key}]; len(entries) > 0 {
		last := entries[len(entries)-1]
		fix.Review = true // somebody chose the value that is there
		fix.Edits = []audit.Edit{{Span: last.ValueSpan(), Text: value}}
		return fix
	}
	fix.Edits = []audit.Edit{u.addition(section, key+"="+value)}
	return fix
}

// Add makes the fix that adds an assignment to the unit's own section, behind
// all that is there.
func (u *Unit) Add(key, value string) *audit.Fix {
	edit := u.addition(u.Section(), key+"="+value)
	return &audit.Fix{Title: "Add " + key + "=" + value, Edits: []audit.Edit{edit}, Review: !u.isApplication()}
}

// addition puts the line into the last section of that name, so that nothing
// which comes later overrides it; or into a new section at the end.
func (u *Unit) addition(section, line string) audit.Edit {
	for i := len(u.Parts) - 1; i >= 0; i-- {
		sections := u.Parts[i].Sections
		for j := len(sections) - 1; j >= 0; j-- {
			if sections[j].Name == section {
				return sections[j].Append(line)
			}
		}
	}
	return newSection(u.Parts[0], section, line)
}

// newSection adds a section to the end of a part.
func newSection(p *unitfile.Part, section, line string) audit.Edit {
	end := p.Span.File.Span(p.Span.End, p.Span.End)
	text := "\n[" + section + "]\n" + line + "\n"
	if body := p.Span.Text(); body != "" && body[len(body)-1] != '\n' {
		text = "\n" + text
	}
	return audit.Edit{Span: end, Text: text}
}

// Rename makes the fix that writes another key.
func Rename(e *unitfile.Entry, key string) *audit.Fix {
	return &audit.Fix{Title: "Rename to " + key + "=", Edits: []audit.Edit{{Span: e.KeySpan, Text: key}}}
}

// wholeLines widens a span to the lines that it touches.
func wholeLines(s audit.Span) audit.Span {
	first := s.File.Line(s.Line())
	last := s.File.Line(s.File.Position(s.End).Line)
	end := last.End
	for _, eol := range []string{"\r\n", "\n", "\r"} {
		if n := end + len(eol); n <= len(s.File.Text) && s.File.Text[end:n] == eol {
			end = n
			break
		}
	}
	return s.File.Span(first.Start, end)
}
