package checklist

import (
	"errors"
	"fmt"
	"strings"
)

// byHand is the line of an item that no rule decides.
const byHand = "Confirmed by hand."

// Parse reads a page: a title, an introduction, then the items, each
//
//	## The statement that must be true {#item-id}
//	Rules: django/debug-enabled, stack/debug-from-env
//
//	Why, and where to look.
//
// with the line "Confirmed by hand." in place of the rules where there are none.
func Parse(id, text string) (Area, error) {
	sections, err := split(text)
	if err != nil {
		return Area{}, err
	}
	head := sections[0]
	title, ok := strings.CutPrefix(head.heading, "# ")
	if !ok {
		return Area{}, errors.New(`line 1: the page does not open with "# " and its title`)
	}
	area := Area{ID: id, Title: strings.TrimSpace(title), Intro: head.body()}
	if area.Intro == "" {
		return Area{}, errors.New("the area has no introduction")
	}
	if area.Items, err = itemsOf(id, sections[1:]); err != nil {
		return Area{}, err
	}
	return area, nil
}

func itemsOf(area string, sections []section) ([]Item, error) {
	if len(sections) == 0 {
		return nil, errors.New("the area has no items")
	}
	items := make([]Item, 0, len(sections))
	seen := map[string]bool{}
	for _, s := range sections {
		item, err := itemOf(area, s)
		if err == nil && seen[item.ID] {
			err = fmt.Errorf("the id %s is taken by an item above", item.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", s.line, err)
		}
		seen[item.ID] = true
		items = append(items, item)
	}
	return items, nil
}

func itemOf(area string, s section) (Item, error) {
	title, name, err := headingOf(s.heading)
	if err != nil {
		return Item{}, err
	}
	rules, err := rulesOf(s.lines)
	if err != nil {
		return Item{}, err
	}
	s.lines = s.lines[1:]
	item := Item{ID: area + "/" + name, Title: title, Rules: rules, Text: s.body()}
	if item.Text == "" {
		return Item{}, errors.New("the item has no text")
	}
	return item, nil
}

// headingOf takes apart "## The statement {#id}".
func headingOf(line string) (title, name string, err error) {
	title, tail, ok := strings.Cut(strings.TrimPrefix(line, "## "), " {#")
	name, closed := strings.CutSuffix(tail, "}")
	switch {
	case !ok || !closed:
		return "", "", errors.New(`the heading does not end with its id, as in "## DEBUG is off {#debug}"`)
	case !kebab(name):
		return "", "", fmt.Errorf("the id %q is not small letters, digits and single hyphens", name)
	case strings.TrimSpace(title) == "":
		return "", "", errors.New("the heading has no statement before its id")
	}
	return strings.TrimSpace(title), name, nil
}

// rulesOf reads the line under an item's heading.
func rulesOf(lines []string) ([]string, error) {
	if len(lines) > 0 && lines[0] == byHand {
		return nil, nil
	}
	list, ok := "", false
	if len(lines) > 0 {
		list, ok = strings.CutPrefix(lines[0], "Rules: ")
	}
	if !ok {
		return nil, fmt.Errorf(`the line under the heading is neither "Rules: …" nor %q`, byHand)
	}
	rules := strings.Split(list, ",")
	seen := map[string]bool{}
	for i, id := range rules {
		id = strings.TrimSpace(id)
		format, name, _ := strings.Cut(id, "/")
		if !kebab(format) || !kebab(name) {
			return nil, fmt.Errorf("%q is not the id of a rule", id)
		}
		if seen[id] {
			return nil, fmt.Errorf("the rule %s is named twice", id)
		}
		seen[id], rules[i] = true, id
	}
	return rules, nil
}

// section is a heading and the lines up to the next one.
type section struct {
	line    int // of the heading, from 1
	heading string
	lines   []string
}

func (s section) body() string { return strings.TrimSpace(strings.Join(s.lines, "\n")) }

// split cuts a page at its headings. A "#" inside a code fence is code.
func split(text string) ([]section, error) {
	var sections []section
	fenced := false
	for i, line := range strings.Split(text, "\n") {
		fenced = fenced != strings.HasPrefix(line, "```")
		switch heading := !fenced && strings.HasPrefix(line, "#"); {
		case i == 0 || heading && strings.HasPrefix(line, "## "):
			sections = append(sections, section{line: i + 1, heading: line})
		case heading:
			return nil, fmt.Errorf(`line %d: a heading inside a page starts with "## "`, i+1)
		default:
			last := &sections[len(sections)-1]
			last.lines = append(last.lines, line)
		}
	}
	if fenced {
		return nil, errors.New("a code fence is not closed")
	}
	return sections, nil
}

// kebab reports whether the name is small letters and digits, joined by single
// hyphens.
func kebab(name string) bool {
	for _, word := range strings.Split(name, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
