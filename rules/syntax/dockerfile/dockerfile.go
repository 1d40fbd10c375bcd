// Package dockerfile reads Dockerfiles: instructions over several lines, stages,
// the JSON and the shell form of commands, here-documents and comments.
package dockerfile

import (
	"encoding/json"
	"sort"
	"strings"

	"preflight/rules/audit"
)

// File is a Dockerfile as it was read.
type File struct {
	Instructions []Instruction
	Comments     []audit.Span
	Problems     []audit.Problem
}

// Instruction is one instruction, such as CMD.
type Instruction struct {
	Name string     // in capitals
	Args audit.Span // behind the name and its flags, to the end of the last line
	Span audit.Span
	// Words are the texts of the JSON form, ["a", "b"]; nil for the shell form.
	Words []audit.Word
	// Split is set where a comment stands between the lines of the instruction.
	Split bool
}

type parser struct {
	file   *audit.File
	out    *File
	line   int // of the next line, from 1
	escape byte

	closers map[string][]int // lines of one word, which may close a here-document
}

// Parse reads the file. A line that makes no sense costs that line.
func Parse(file *audit.File) *File {
	p := &parser{file: file, out: &File{}, line: 1, escape: '\\'}
	p.directives()
	for p.line <= len(file.Lines()) {
		p.instruction()
	}
	return p.out
}

// directives reads the comments before all else, of which one may choose the
// character that joins lines.
func (p *parser) directives() {
	for n := 1; n <= len(p.file.Lines()); n++ {
		text := strings.TrimSpace(strings.TrimPrefix(p.file.Line(n).Text(), "\ufeff"))
		name, value, ok := strings.Cut(strings.TrimPrefix(text, "#"), "=")
		if !strings.HasPrefix(text, "#") || !ok {
			return
		}
		if strings.EqualFold(strings.TrimSpace(name), "escape") && strings.TrimSpace(value) == "`" {
			p.escape = '`'
		}
	}
}

// instruction reads one with all its lines, or a blank line, or a comment.
func (p *parser) instruction() {
	first := p.file.Line(p.line)
	p.line++
	text := strings.TrimLeft(first.Text(), " \t\ufeff")
	first.Start = first.End - len(text)
	if p.blankOrComment(first) {
		return
	}
	i := Instruction{Span: first}
	last := first
	for p.joins(last.Text()) && p.line <= len(p.file.Lines()) {
		next := p.file.Line(p.line)
		p.line++
		if at := trimmed(next); p.blankOrComment(at) {
			i.Split = i.Split || at.Start < at.End
			continue
		}
		last = next
	}
	i.Span.End = max(first.End, last.End)
	n := 0
	for n < len(text) && (text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z') {
		n++
	}
	i.Name = strings.ToUpper(text[:n])
	i.Args = p.pastFlags(p.file.Span(i.Span.Start+n, i.Span.End))
	if !known[i.Name] {
		p.out.Problems = append(p.out.Problems, audit.Problem{Span: p.file.Line(first.Line()), Message: "this is no instruction of a Dockerfile"})
		return
	}
	i.Words = p.words(i.Args)
	p.documents(i.Args.Text())
	p.out.Instructions = append(p.out.Instructions, i)
}

func trimmed(span audit.Span) audit.Span {
	span.Start = span.End - len(strings.TrimLeft(span.Text(), " \t"))
	return span
}

func (p *parser) blankOrComment(at audit.Span) bool {
	text := at.Text()
	if strings.HasPrefix(text, "#") {
		p.out.Comments = append(p.out.Comments, at)
		return true
	}
	return strings.TrimSpace(text) == ""
}

// joins reports whether the next line goes on with this one.
func (p *parser) joins(line string) bool {
	line = strings.TrimRight(line, " \t")
	return line != "" && line[len(line)-1] == p.escape
}

// endsLine reports whether the text starts with the character that joins lines,
// and its line ends there.
func (p *parser) endsLine(text string) bool {
	if text[0] != p.escape {
		return false
	}
	rest := strings.TrimLeft(text[1:], " \t\r")
	return rest == "" || rest[0] == '\n'
}

// known are the instructions.
var known = map[string]bool{
	"ADD": true, "ARG": true, "CMD": true, "COPY": true, "ENTRYPOINT": true, "ENV": true, "EXPOSE": true, "FROM": true, "HEALTHCHECK": true,
	"LABEL": true, "MAINTAINER": true, "ONBUILD": true, "RUN": true, "SHELL": true, "STOPSIGNAL": true, "USER": true, "VOLUME": true, "WORKDIR": true,
}

// pastFlags drops options such as --platform=… before the arguments.
func (p *parser) pastFlags(at audit.Span) audit.Span {
	for {
		text := at.Text()
		n := 0
		for n < len(text) && (strings.IndexByte(" \t\r\n", text[n]) >= 0 || p.endsLine(text[n:])) {
			n++
		}
		at.Start += n
		if !strings.HasPrefix(text[n:], "--") {
			return at
		}
		end := strings.IndexAny(text[n:], " \t\n")
		if end < 0 {
			end = len(text) - n
		}
		at.Start += end
	}
}

// documents skips the here-documents that the arguments open.
func (p *parser) documents(args string) {
	for rest := args; ; {
		_, after, ok := strings.Cut(rest, "<<")
		if !ok {
			return
		}
		rest = after
		word := strings.TrimLeft(strings.TrimPrefix(after, "-"), `"'`)
		n := 0
		for n < len(word) && (word[n] == '_' || word[n]|0x20 >= 'a' && word[n]|0x20 <= 'z' || word[n] >= '0' && word[n] <= '9') {
			n++
		}
		if n > 0 && !strings.HasPrefix(after, "<") && p.ends(word[:n]) {
			rest = after[n:]
		}
	}
}

// ends moves behind the line that closes a here-document, if there is one.
func (p *parser) ends(word string) bool {
	if p.closers == nil {
		p.closers = map[string][]int{}
		for n := range p.file.Lines() {
			if text := strings.TrimSpace(p.file.Line(n + 1).Text()); text != "" && !strings.ContainsAny(text, " \t") {
				p.closers[text] = append(p.closers[text], n+1)
			}
		}
	}
	lines := p.closers[word]
	at := sort.SearchInts(lines, p.line)
	if at == len(lines) {
		return false
	}
	p.line = lines[at] + 1
	return true
}

// words reads a JSON list of texts; nil where the arguments are none.
func (p *parser) words(at audit.Span) []audit.Word {
	text := at.Text()
	if !strings.HasPrefix(text, "[") {
		return nil
	}
	words := []audit.Word{}
	n := p.blanks(text, 1)
	for n < len(text) && text[n] != ']' {
		if len(words) > 0 {
			if text[n] != ',' {
				return nil
			}
			n = p.blanks(text, n+1)
		}
		end := stringEnd(text, n)
		if end < 0 {
			return nil
		}
		var word string
		if json.Unmarshal([]byte(text[n:end]), &word) != nil {
			return nil
		}
		words = append(words, audit.Word{Text: word, Span: at.File.Span(at.Start+n, at.Start+end)})
		n = p.blanks(text, end)
	}
	if n >= len(text) || strings.TrimSpace(text[n+1:]) != "" {
		return nil
	}
	return words
}

// blanks gives the offset of what follows blanks and joined lines.
func (p *parser) blanks(text string, n int) int {
	for n < len(text) && (strings.IndexByte(" \t\r\n", text[n]) >= 0 || text[n] == p.escape) {
		n++
	}
	return n
}

// stringEnd is the offset behind the JSON text that starts at n, or -1.
func stringEnd(text string, n int) int {
	if n >= len(text) || text[n] != '"' {
		return -1
	}
	for i := n + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}
