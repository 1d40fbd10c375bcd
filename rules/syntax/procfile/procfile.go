// Package procfile reads Procfiles: a line "name: command" for each process.
package procfile

import (
	"strings"

	"preflight/rules/audit"
)

// Process is a line of a Procfile.
type Process struct {
	Name    string
	Command audit.Span // behind the colon, without blanks around it
	Span    audit.Span // the whole line
}

// File is a Procfile as it was read.
type File struct {
	Processes []Process
	Comments  []audit.Span
	Problems  []audit.Problem
}

// Parse reads the file. A line that makes no sense costs that line.
func Parse(file *audit.File) *File {
	out := &File{}
	for n := range file.Lines() {
		out.line(file.Line(n + 1))
	}
	return out
}

func (f *File) line(span audit.Span) {
	text := strings.TrimPrefix(span.Text(), "\ufeff")
	span.Start = span.End - len(text)
	blank := strings.TrimLeft(text, " \t")
	switch {
	case strings.TrimSpace(blank) == "":
	case blank[0] == '#':
		span.Start = span.End - len(blank)
		f.Comments = append(f.Comments, span)
	default:
		name, command, ok := strings.Cut(text, ":")
		if !ok || !isName(strings.TrimSpace(name)) || strings.TrimSpace(command) == "" {
			f.Problems = append(f.Problems, audit.Problem{Span: span, Message: `this line is not "name: command"`})
			return
		}
		start := span.End - len(strings.TrimLeft(command, " \t"))
		end := span.Start + len(strings.TrimRight(text, " \t"))
		f.Processes = append(f.Processes, Process{strings.TrimSpace(name), span.File.Span(start, end), span})
	}
}

// isName reports whether the text may name a process.
func isName(text string) bool {
	for i := range len(text) {
		c := text[i]
		if c|0x20 < 'a' || c|0x20 > 'z' {
			if (c < '0' || c > '9') && c != '_' && c != '-' {
				return false
			}
		}
	}
	return text != ""
}
