package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/nginxconf"
)

// replaceArgs makes a fix that gives a directive other arguments.
func replaceArgs(title string, d *Directive, text string) *audit.Fix {
	if len(d.Args) == 0 {
		return nil
	}
	span := d.Args[0].Span.To(d.Args[len(d.Args)-1].Span)
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: span, Text: text}}}
}

// replaceWord makes a fix that changes one word.
func replaceWord(title string, w nginxconf.Word, text string) *audit.Fix {
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: w.Span, Text: text}}}
}

// insertAfter makes a fix that puts lines after a directive, as far in as it.
func insertAfter(title string, d *Directive, lines ...string) *audit.Fix {
	if d.Missing {
		return nil
	}
	file := d.Name.Span.File
	at, before := d.End(), newline(file)+indentation(d)
	if end := file.Line(file.Position(at).Line).End; onlyComment(file.Text[at:end]) {
		at = end
	} else {
		before = " " // more stands on the line: stay on it
	}
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(before + line)
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: file.Span(at, at), Text: text.String()}}}
}

// insertBefore makes a fix that puts lines before a directive, as far in as it.
func insertBefore(title string, d *Directive, lines ...string) *audit.Fix {
	file := d.Name.Span.File
	at, end := d.Name.Span.Start, newline(file)
	after := end + indentation(d)
	if strings.TrimSpace(file.Text[file.Line(d.Name.Span.Line()).Start:at]) != "" {
		after = " " // more stands on the line: stay on it
	}
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(line + after)
	}
	whole := strings.ReplaceAll(text.String(), after+end, end+end) // no blanks on empty lines
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: file.Span(at, at), Text: whole}}}
}

// insertIn makes a fix that puts lines at the end of a block, or gives nil for
// one without a place for them.
func insertIn(title string, b *Block, lines ...string) *audit.Fix {
	if b.Opener == nil || len(b.Opener.Block) == 0 {
		return nil
	}
	last := b.Opener.Block[len(b.Opener.Block)-1]
	if last.Name.Span.Line() == b.Opener.Name.Span.Line() || last.Missing {
		return nil
	}
	return insertAfter(title, last, lines...)
}

// remove makes a fix that takes a directive out, with its line if it stands
// alone there.
func remove(title string, d *Directive) *audit.Fix {
	file := d.Name.Span.File
	start, end := d.Name.Span.Start, d.End()
	first, last := file.Line(d.Name.Span.Line()), file.Line(file.Position(end).Line)
	alone := strings.TrimSpace(file.Text[first.Start:start]) == "" && onlyComment(file.Text[end:last.End])
	if alone {
		start, end = first.Start, last.End
		for end < len(file.Text) && end < last.End+2 && (file.Text[end] == '\r' || file.Text[end] == '\n') {
			end++
			if file.Text[end-1] == '\n' {
				break
			}
		}
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: file.Span(start, end)}}}
}

// onlyComment reports whether the rest of a line holds no directive.
func onlyComment(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || rest[0] == '#'
}

// indentation is what stands before the directive's line.
func indentation(d *Directive) string {
	file := d.Name.Span.File
	line := file.Line(d.Name.Span.Line()).Text()
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// deeper is one step of indentation, as the block's own lines have it.
func deeper(b *Block) string {
	if b.Opener == nil || len(b.Opener.Block) == 0 {
		return "    "
	}
	outer, inner := indentation(b.Opener), indentation(b.Opener.Block[0])
	if step := strings.TrimPrefix(inner, outer); step != "" && len(step) < len(inner)+1 {
		return step
	}
	return "    "
}

// newline is how the file ends its lines.
func newline(file *audit.File) string {
	if n := strings.IndexByte(file.Text, '\n'); n > 0 && file.Text[n-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// insertFirst makes a fix that puts lines at the start of a block.
func insertFirst(title string, b *Block, lines ...string) *audit.Fix {
	if b.Opener == nil || len(b.Opener.Block) == 0 {
		return nil
	}
	first := b.Opener.Block[0]
	if first.Name.Span.Line() == b.Opener.Name.Span.Line() {
		return nil
	}
	return insertBefore(title, first, lines...)
}
