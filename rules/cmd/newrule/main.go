// Command newrule writes the two files of a new rule from a template, red
// until they are written: newrule nginx/autoindex.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "newrule: give one rule id, such as nginx/autoindex")
		os.Exit(2)
	}
	paths, err := create(".", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "newrule:", err)
		os.Exit(2)
	}
	fmt.Println("wrote", strings.Join(paths, " and "))
}

// models gives the parameter of a rule's function, by format.
var models = map[string]string{
	"apache":       "c *Config",
	"django":       "s *Settings",
	"env":          "e *Environment",
	"gunicorn":     "s *Server",
	"launch":       "s *Start",
	"nginx":        "s *Site",
	"requirements": "q *Requirements",
	"stack":        "d *Deployment",
	"systemd":      "u *Unit",
	"uvicorn":      "s *Server",
	"uwsgi":        "in *Instance",
}

// fences gives the language of a doc's examples, by format.
var fences = map[string]string{"django": "python", "stack": "python"}

var idForm = regexp.MustCompile(`^([a-z]+)/([a-z0-9]+(?:-[a-z0-9]+)*)$`)

// create writes both files below root and gives their paths. It overwrites
// nothing.
func create(root, id string) ([]string, error) {
	parts := idForm.FindStringSubmatch(id)
	if parts == nil {
		return nil, fmt.Errorf("%q is not written FORMAT/the-bad-thing", id)
	}
	format, name := parts[1], parts[2]
	model, ok := models[format]
	if !ok {
		return nil, fmt.Errorf("%q is no format with rules", format)
	}
	fence := fences[format]
	if fence == "" {
		fence = format
	}
	fill := strings.NewReplacer("FORMAT", format, "NAME", name, "FUNC", camel(name), "MODEL", model, "FENCE", fence)
	contents := map[string]string{
		filepath.Join("rules", format, strings.ReplaceAll(name, "-", "_")+".go"): codeTemplate,
		filepath.Join("docs", "rules", format, name+".md"):                       docTemplate,
	}
	var paths []string
	for path := range contents {
		if _, err := os.Stat(filepath.Join(root, path)); err == nil {
			return nil, fmt.Errorf("%s is there already", path)
		}
	}
	for path, template := range contents {
		if err := os.WriteFile(filepath.Join(root, path), []byte(fill.Replace(template)), 0o644); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

func camel(name string) string {
	words := strings.Split(name, "-")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

const codeTemplate = `package FORMAT

import "preflight/rules/audit"

func init() { Rules.Add("NAME", FUNC) }

// FUNC checks that …
func FUNC(MODEL, r *audit.Reporter) {
}
`

const docTemplate = `---
severity: medium
---

# State the fault in a few words

## Why

What happens, to whom, with a real attack or failure.

## Examples

` + "```FENCE bad line=1\n" + `# write a small file with the fault
` + "```\n\n```FENCE good\n" + `# write the same file without it
` + "```" + `

## Fix

What to write instead, and what could break.

## When to ignore

Where the fault is no fault.

## References

- The authority, with a link.
`
