package app

import (
	"strings"

	"preflight/rules/audit"
)

// diffLine is a line that a fix takes away or puts in.
type diffLine struct {
	sign rune // '-' or '+'; '…' stands for lines left out
	text string
}

func (l diffLine) class() string {
	switch l.sign {
	case '-':
		return "old"
	case '+':
		return "new"
	}
	return "gap"
}

// previewed is how many lines of each side of a change are shown.
const previewed = 8

// previewOf shows what a fix does to its files, one block for each edit.
func previewOf(fix *audit.Fix) []diffLine {
	var lines []diffLine
	done := map[*audit.File]bool{}
	for _, e := range fix.Edits {
		f := e.Span.File
		if f == nil || done[f] {
			continue
		}
		done[f] = true
		after, err := audit.Apply(f, fix.Edits)
		if err != nil {
			continue
		}
		lines = append(lines, changed(f.Text, after)...)
	}
	return lines
}

// changed gives the lines between what two texts have in common at their start
// and at their end.
func changed(before, after string) []diffLine {
	a, b := splitLines(before), splitLines(after)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return append(signed('-', a), signed('+', b)...)
}

func splitLines(text string) []string {
	return strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
}

func signed(sign rune, lines []string) []diffLine {
	var out []diffLine
	for i, line := range lines {
		if i == previewed {
			return append(out, diffLine{'…', ""})
		}
		out = append(out, diffLine{sign, line})
	}
	return out
}
