package rules

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"preflight/docs"
	"preflight/rules/audit"
)

// Rule is a rule with its doc.
type Rule struct {
	audit.Rule
	Markdown string // the doc without its front matter
}

// All gives every rule, format by format, in alphabetical order within one.
func All() []*Rule { return catalogue().ordered }

// Lookup finds a rule by its id, such as "nginx/autoindex".
func Lookup(id string) (*Rule, bool) {
	r, ok := catalogue().byID[id]
	return r, ok
}

// Metadata gives what the docs say of every rule, without the prose, in the
// order of All.
func Metadata() []*audit.Rule {
	var list []*audit.Rule
	for _, r := range All() {
		list = append(list, &r.Rule)
	}
	return list
}

type index struct {
	ordered []*Rule
	byID    map[string]*Rule
	meta    map[string]*audit.Rule
}

var catalogue = sync.OnceValue(func() index {
	x := index{byID: map[string]*Rule{}, meta: map[string]*audit.Rule{}}
	for _, format := range Formats() {
		for _, id := range format.Rules() {
			r := ruleOf(id)
			x.ordered = append(x.ordered, r)
			x.byID[id] = r
			x.meta[id] = &r.Rule
		}
	}
	return x
})

func metadata() map[string]*audit.Rule { return catalogue().meta }

// ruleOf reads the doc of a rule. A doc that is missing or malformed leaves a
// rule of medium severity; the tests refuse both.
func ruleOf(id string) *Rule {
	text, err := docs.FS.ReadFile("rules/" + id + ".md")
	if err == nil {
		var r *Rule
		if r, err = ParseDoc(id, string(text)); err == nil {
			return r
		}
	}
	kind, name, _ := strings.Cut(id, "/")
	return &Rule{
		Rule:     audit.Rule{ID: id, Kind: audit.Kind(kind), Title: name, Severity: audit.Medium, Confidence: audit.Sure},
		Markdown: fmt.Sprintf("# %s\n\nThe doc of this rule cannot be read: %v\n", name, err),
	}
}

// ParseDoc reads a rule's Markdown file: front matter between two lines of
// "---", then the doc, which opens with its title.
func ParseDoc(id, text string) (*Rule, error) {
	head, body, err := frontMatter(text)
	if err != nil {
		return nil, err
	}
	title, ok := strings.CutPrefix(strings.SplitN(body, "\n", 2)[0], "# ")
	if !ok {
		return nil, fmt.Errorf("the first line after the front matter is not a title")
	}
	kind, _, _ := strings.Cut(id, "/")
	r := &Rule{Markdown: body, Rule: audit.Rule{ID: id, Kind: audit.Kind(kind), Title: title, Confidence: audit.Sure}}
	for _, line := range head {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("front matter line %q has no colon", line)
		}
		if err := r.set(key, strings.TrimSpace(value)); err != nil {
			return nil, err
		}
	}
	if r.Severity == 0 {
		return nil, fmt.Errorf("the front matter gives no severity")
	}
	return r, nil
}

func frontMatter(text string) (head []string, body string, err error) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return nil, "", fmt.Errorf("the doc does not open with front matter")
	}
	matter, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return nil, "", fmt.Errorf("the front matter does not end")
	}
	return strings.Split(matter, "\n"), strings.TrimLeft(body, "\n"), nil
}

var cwe = regexp.MustCompile(`^CWE-\d+$`)

func (r *Rule) set(key, value string) (err error) {
	switch key {
	case "severity":
		r.Severity, err = audit.ParseSeverity(value)
	case "confidence":
		r.Confidence, err = audit.ParseConfidence(value)
	case "since":
		r.Since, err = audit.ParseVersion(value)
	case "until":
		r.Until, err = audit.ParseVersion(value)
	case "cwe":
		if r.CWE = value; !cwe.MatchString(value) {
			err = fmt.Errorf("cwe %q is not written CWE-NUMBER", value)
		}
	case "same-as":
		for _, id := range strings.Split(value, ",") {
			r.SameAs = append(r.SameAs, strings.TrimSpace(id))
		}
	default:
		err = fmt.Errorf("front matter key %q is unknown", key)
	}
	return err
}
