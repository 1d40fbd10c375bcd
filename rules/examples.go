package rules

import (
	"fmt"
	"strconv"
	"strings"

	"preflight/rules/audit"
)

// Example is a fenced block of a rule's doc that claims something, such as
//
//	```nginx bad line=3
type Example struct {
	Kind    audit.Kind
	Word    string // bad, fixed, good or unknown
	File    string // name of the file in the example's stack
	Lines   []int  // where the finding starts, where the block says so
	Targets audit.Targets
	Text    string
	DocLine int // line of the fence, from 1
}

// Examples gives the claims of a doc in their order. Fences whose info string
// holds no claim are prose.
func Examples(id, markdown string) ([]Example, error) {
	var found []Example
	lines := strings.SplitAfter(markdown, "\n")
	for i := 0; i < len(lines); i++ {
		fence, info := openingFence(lines[i])
		if fence == "" {
			continue
		}
		start := i + 1
		for i++; i < len(lines) && strings.TrimSpace(lines[i]) != fence; i++ {
		}
		if i == len(lines) {
			return nil, fmt.Errorf("line %d: the fence is not closed", start)
		}
		words := strings.Fields(info)
		if len(words) < 2 {
			continue
		}
		e, err := exampleOf(id, words)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", start, err)
		}
		e.Text, e.DocLine = strings.Join(lines[start:i], ""), start
		found = append(found, e)
	}
	return found, nil
}

// openingFence gives the backticks of a fence and what follows them.
func openingFence(line string) (fence, info string) {
	info = strings.TrimLeft(line, "`")
	fence = line[:len(line)-len(info)]
	if len(fence) < 3 {
		return "", ""
	}
	return fence, strings.TrimSpace(info)
}

func exampleOf(id string, words []string) (Example, error) {
	e := Example{Kind: kindOf(id, words[0]), Word: words[1]}
	switch e.Word {
	case "bad", "fixed", "good", "unknown":
	default:
		return e, fmt.Errorf("%q is not one of bad, fixed, good, unknown", e.Word)
	}
	for _, option := range words[2:] {
		key, value, _ := strings.Cut(option, "=")
		if err := e.set(key, value); err != nil {
			return e, err
		}
	}
	if e.File == "" {
		e.File = exampleName(e.Kind)
	}
	return e, nil
}

func (e *Example) set(key, value string) (err error) {
	switch key {
	case "line":
		for _, number := range strings.Split(value, ",") {
			n, err := strconv.Atoi(number)
			if err != nil {
				return fmt.Errorf("line=%s is not a list of numbers", value)
			}
			e.Lines = append(e.Lines, n)
		}
	case "file":
		e.File = value
	case "target":
		e.Targets, err = audit.ParseTargets(value)
	default:
		err = fmt.Errorf("option %q is not one of line, file, target", key)
	}
	return err
}

// kindOf maps the language of a fence to a kind: the Python of a rule's doc is
// the format that the rule reads.
func kindOf(id, language string) audit.Kind {
	if language != "python" {
		return audit.Kind(language)
	}
	if format, _, _ := strings.Cut(id, "/"); format != "stack" {
		return audit.Kind(format)
	}
	return "django"
}

// exampleName is what a file of the kind is called where an example has no name.
func exampleName(kind audit.Kind) string {
	switch kind {
	case "django":
		return "settings.py"
	case "gunicorn":
		return "gunicorn.conf.py"
	case "nginx":
		return "nginx.conf"
	case "systemd":
		return "shop.service"
	case "uwsgi":
		return "uwsgi.ini"
	}
	return string(kind) + ".txt"
}

// Groups joins examples into stacks: consecutive examples with the same word
// and different files are read together.
func Groups(examples []Example) [][]Example {
	var groups [][]Example
	for _, e := range examples {
		if n := len(groups) - 1; n >= 0 && joins(groups[n], e) {
			groups[n] = append(groups[n], e)
			continue
		}
		groups = append(groups, []Example{e})
	}
	return groups
}

func joins(group []Example, e Example) bool {
	for _, g := range group {
		if g.Word != e.Word || g.File == e.File {
			return false
		}
	}
	return true
}

// Files makes the stack of a group of examples.
func Files(group []Example) []*audit.File {
	var files []*audit.File
	for _, e := range group {
		files = append(files, &audit.File{Name: e.File, Kind: e.Kind, Text: e.Text})
	}
	return files
}
