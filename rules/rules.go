// Package rules is the façade of the audit: the formats, the catalogue of
// rules with their docs, and Audit.
package rules

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"preflight/rules/apache"
	"preflight/rules/audit"
	"preflight/rules/django"
	"preflight/rules/env"
	"preflight/rules/nginx"
	"preflight/rules/requirements"
	"preflight/rules/systemd"
)

// Version is the release of the rules, as reports name it.
const Version = "0.1.0"

// Caps on what one audit takes. Beyond them a file is named and left out.
const (
	MaxFileBytes = 2 << 20
	MaxFiles     = 500
)

// Formats lists the kinds of file that the audit reads.
func Formats() []audit.Format {
	return []audit.Format{django.Format, nginx.Format, systemd.Format, apache.Format, env.Format, requirements.Format, django.PythonFormat}
}

// enough is how sure a format must be of a text that nobody named.
const enough = 30

// Detect tells the kind of a text by its name and content, or KindUnknown.
func Detect(name, text string) audit.Kind {
	kind, best := audit.KindUnknown, enough-1
	if unreadable(text) != "" {
		return kind
	}
	for _, f := range Formats() {
		if score := f.Detect(name, text); score > best {
			kind, best = f.Kind, score
		}
	}
	return kind
}

// NewFile makes a file of a stack from the bytes of a file. Text in UTF-16 with
// a byte order mark is turned into UTF-8. An empty kind is detected.
func NewFile(name string, content []byte, kind audit.Kind) *audit.File {
	text := decode(content)
	if kind == "" {
		kind = Detect(name, text)
	}
	return &audit.File{Name: strings.ReplaceAll(name, `\`, "/"), Kind: kind, Text: text}
}

func decode(content []byte) string {
	if len(content) < 2 || len(content)%2 != 0 {
		return string(content)
	}
	var unit func(i int) uint16
	switch {
	case content[0] == 0xFF && content[1] == 0xFE:
		unit = func(i int) uint16 { return uint16(content[i]) | uint16(content[i+1])<<8 }
	case content[0] == 0xFE && content[1] == 0xFF:
		unit = func(i int) uint16 { return uint16(content[i])<<8 | uint16(content[i+1]) }
	default:
		return string(content)
	}
	units := make([]uint16, 0, len(content)/2)
	for i := 2; i < len(content); i += 2 {
		units = append(units, unit(i))
	}
	return string(utf16.Decode(units))
}

// unreadable says why no reader is given the text, or nothing.
func unreadable(text string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "the file is empty"
	case len(text) > MaxFileBytes:
		return "the file is larger than 2 MB; it is not audited"
	case binary(text):
		return "the file is binary, not text; it is not audited"
	}
	return ""
}

// binary looks at the first 8,000 bytes: text has next to no control characters
// and is nearly all valid UTF-8. A single stray byte does not make a file binary.
func binary(text string) bool {
	head := text[:min(len(text), 8000)]
	bad := 0
	for i := 0; i < len(head); {
		r, size := utf8.DecodeRuneInString(head[i:])
		if r < 0x20 && !strings.ContainsRune("\t\n\v\f\r\x1b", r) || r == utf8.RuneError && size == 1 {
			bad++
		}
		i += size
	}
	return bad*10 > len(head)
}

// Audit reads the files as one stack and asks every rule about it.
func Audit(files []*audit.File, targets audit.Targets) *audit.Report {
	stack := audit.NewStack(files, targets, metadata())
	for i, f := range files {
		why := unreadable(f.Text)
		if i >= MaxFiles {
			why = "the stack has more than 500 files; this one is not audited"
		}
		switch {
		case why != "":
			f.Kind = audit.KindUnknown
			stack.Problem(f.Span(0, 0), why)
		case !known(f.Kind):
			stack.Problem(f.Span(0, 0), "the kind of this file is not recognised; it is not audited")
		}
	}
	for _, format := range Formats() {
		if format.Publish != nil {
			stack.Guard(format.Kind, func() { format.Publish(stack) })
		}
	}
	for _, format := range Formats() {
		stack.Guard(format.Kind, func() { format.Audit(stack) })
	}
	return stack.Report()
}

func known(kind audit.Kind) bool {
	for _, f := range Formats() {
		if f.Kind == kind {
			return true
		}
	}
	return false
}
