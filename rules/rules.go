// Package rules is the façade of the audit: the formats, the catalogue of
// rules with their docs, and Audit.
package rules

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"preflight/rules/apache"
	"preflight/rules/audit"
	"preflight/rules/django"
	"preflight/rules/env"
	"preflight/rules/gunicorn"
	"preflight/rules/launch"
	"preflight/rules/nginx"
	"preflight/rules/requirements"
	"preflight/rules/stack"
	"preflight/rules/systemd"
	"preflight/rules/uvicorn"
	"preflight/rules/uwsgi"
)

// Version is the release of the rules, as reports name it.
const Version = "0.1.0"

// Caps on what one audit takes. Beyond them a file is named and left out.
const (
	MaxFileBytes = 2 << 20
	MaxFiles     = 500
)

// Formats lists what the audit reads: the kinds of file, and last the rules over
// several of them, which have no files of their own.
func Formats() []audit.Format {
	return []audit.Format{
		django.Format, nginx.Format, systemd.Format, apache.Format, env.Format, requirements.Format, gunicorn.Format, uvicorn.Format, uwsgi.Format,
		launch.Dockerfile, launch.Compose, launch.Procfile, launch.Format, django.PythonFormat, stack.Format,
	}
}

// Kinds lists the formats that have files.
func Kinds() []audit.Format {
	return slices.DeleteFunc(Formats(), func(f audit.Format) bool { return f.Detect == nil })
}

// enough is how sure a format must be of a text that nobody named.
const enough = 30

// Detect tells the kind of a text by its name and content, or KindUnknown.
func Detect(name, text string) audit.Kind {
	kind, _ := detect(name, text)
	return kind
}

// telling is how much of a text is looked at to tell its kind, in bytes.
const telling = 64 << 10

// detect tells the kind, and whether the content alone told it.
func detect(name, text string) (kind audit.Kind, guessed bool) {
	kind, best := audit.KindUnknown, enough-1
	if unreadable(text) != "" {
		return kind, false
	}
	text = text[:min(len(text), telling)]
	for _, f := range Kinds() {
		if score := f.Detect(name, text); score > best {
			kind, best = f.Kind, score
			guessed = f.Detect(name, "") < enough
		}
	}
	return kind, guessed
}

// NewFile makes a file of a stack from the bytes of a file. Text in UTF-16 with
// a byte order mark is turned into UTF-8. An empty kind is detected.
func NewFile(name string, content []byte, kind audit.Kind) *audit.File {
	f := &audit.File{Name: strings.ReplaceAll(name, `\`, "/"), Kind: kind}
	f.Text, f.UTF16 = decode(content)
	if kind == "" {
		f.Kind, f.Guessed = detect(f.Name, f.Text)
	}
	return f
}

// decode reads UTF-16 where a byte order mark says so, else UTF-8.
func decode(content []byte) (text string, wide bool) {
	if len(content) < 2 || len(content)%2 != 0 {
		return string(content), false
	}
	var order binary.ByteOrder
	switch {
	case content[0] == 0xFF && content[1] == 0xFE:
		order = binary.LittleEndian
	case content[0] == 0xFE && content[1] == 0xFF:
		order = binary.BigEndian
	default:
		return string(content), false
	}
	units := make([]uint16, 0, len(content)/2)
	for i := 2; i < len(content); i += 2 {
		units = append(units, order.Uint16(content[i:]))
	}
	return string(utf16.Decode(units)), true
}

// unreadable says why no reader is given the text, or nothing.
func unreadable(text string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "the file is empty"
	case len(text) > MaxFileBytes:
		return "the file is larger than 2 MB; it is not audited"
	case isBinary(text):
		return "the file is binary, not text; it is not audited"
	}
	return ""
}

// isBinary looks at the first 8,000 bytes: text has next to no control characters
// and is nearly all valid UTF-8. A single stray byte does not make a file binary.
func isBinary(text string) bool {
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
	all := audit.NewStack(files, targets, metadata())
	for _, format := range Formats() {
		if format.Claim != nil {
			all.Guard(format.Kind, func() { format.Claim(files) })
		}
	}
	spare := surplus(files)
	var leftOut []*audit.File
	for i, f := range files {
		why := unreadable(f.Text)
		if why == "" && spare[i] {
			why = fmt.Sprintf("the stack has more than %d files; this one is not audited", MaxFiles)
			if !ordinary(f) {
				leftOut = append(leftOut, f)
			}
		}
		switch {
		case why != "":
			f.Kind = audit.KindUnknown
			all.Problem(f.Span(0, 0), why)
		case !known(f.Kind):
			all.Problem(f.Span(0, 0), "the kind of this file is not recognised; it is not audited")
		case f.UTF16:
			all.Problem(f.Span(0, 0), "the file is in UTF-16, which the software that reads it does not understand")
		}
	}
	for _, format := range Formats() {
		if format.Publish != nil {
			all.Guard(format.Kind, func() { format.Publish(all) })
		}
	}
	for _, format := range Formats() {
		all.Guard(format.Kind, func() { format.Audit(all) })
	}
	for _, format := range Formats() {
		if format.Conclude != nil {
			all.Guard(format.Kind, func() { format.Conclude(all) })
		}
	}
	rejectProse(all)
	report := all.Report()
	report.LeftOut = leftOut
	return report
}

// surplus chooses the files to leave out where there are too many: ordinary
// ones go first, from the end.
func surplus(files []*audit.File) map[int]bool {
	excess := len(files) - MaxFiles
	spare := map[int]bool{}
	for _, wanted := range []bool{true, false} {
		for i := len(files) - 1; i >= 0 && len(spare) < excess; i-- {
			if ordinary(files[i]) == wanted {
				spare[i] = true
			}
		}
	}
	return spare
}

// ordinary files carry no configuration of their own: Python modules that are
// no settings, and what nobody recognises.
func ordinary(f *audit.File) bool { return f.Kind == "python" || !known(f.Kind) }

// rejectProse gives up on texts whose kind was guessed and that turn out to be
// something else: a web page, or several files pasted as one.
func rejectProse(s *audit.Stack) {
	for _, f := range s.Files {
		if n := s.ProblemsOf(f); !f.Guessed || n < 5 || n*10 < written(f.Text) {
			continue
		}
		s.Reject(f, fmt.Sprintf("this does not read as %s; paste each file on its own, or choose the kind", titleOf(f.Kind)))
	}
}

// written counts the lines that are not blank.
func written(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}

func titleOf(kind audit.Kind) string {
	for _, f := range Formats() {
		if f.Kind == kind {
			return f.Title
		}
	}
	return string(kind)
}

func known(kind audit.Kind) bool {
	return slices.ContainsFunc(Kinds(), func(f audit.Format) bool { return f.Kind == kind })
}
