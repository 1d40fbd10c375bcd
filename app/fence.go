package app

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// fence is what the line above a block of code says of it.
type fence struct {
	kind, word, file string
	marked           []int // lines at which a finding starts
}

// words are the claims that a fence may make, with how a reader is told.
var words = map[string]string{
	"bad": "Bad", "fixed": "Fixed", "good": "Good", "unknown": "Not decidable",
}

func parseFence(info string) fence {
	var f fence
	for i, field := range strings.Fields(info) {
		key, value, _ := strings.Cut(field, "=")
		switch {
		case i == 0:
			f.kind = field
		case words[field] != "":
			f.word = field
		case key == "file":
			f.file = value
		case key == "line":
			for _, n := range strings.Split(value, ",") {
				if line, err := strconv.Atoi(n); err == nil {
					f.marked = append(f.marked, line)
				}
			}
		}
	}
	return f
}

// follows reports whether the block belongs to the stack of the one before it.
func (f fence) follows(before fence) bool {
	return f.file != "" && before.file != "" && f.word == before.word && f.file != before.file
}

// label names the block for people.
func (f fence) label() string {
	label := words[f.word]
	if label == "" {
		label = "Code"
	}
	if f.file != "" {
		label += ": " + f.file
	}
	return label
}

// lines shows the text with the marked lines marked.
func (f fence) lines(text string) []app.UI {
	if f.word != "bad" && f.word != "unknown" || len(f.marked) == 0 {
		return []app.UI{app.Text(text)}
	}
	var nodes []app.UI
	for i, line := range strings.SplitAfter(text, "\n") {
		if slices.Contains(f.marked, i+1) {
			nodes = append(nodes, app.Mark().Text(line))
		} else if line != "" {
			nodes = append(nodes, app.Text(line))
		}
	}
	return nodes
}
