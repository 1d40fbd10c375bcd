// Package env reads files of environment variables and judges them.
package env

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/dotenv"
)

// Rules are the rules of environment files.
var Rules = audit.NewSet[*Environment]("env")

// Format is the kind "env": .env files and other lists of NAME=value.
var Format = audit.Format{
	Kind: "env", Title: "Environment file",
	Detect: detect, Publish: publish, Audit: run, Rules: Rules.IDs,
}

// Environment is one file of variables.
type Environment struct {
	File        *audit.File
	Assignments []dotenv.Assignment
	Example     bool // a template, by its name: its values are meant to be replaced
}

// InForce gives the assignments that count: of a name set twice, the last.
func (e *Environment) InForce() []dotenv.Assignment {
	last := map[string]int{}
	for i, a := range e.Assignments {
		last[a.Name] = i
	}
	var found []dotenv.Assignment
	for i, a := range e.Assignments {
		if last[a.Name] == i && !a.NoSign {
			found = append(found, a)
		}
	}
	return found
}

func load(s *audit.Stack) []*Environment {
	return audit.Once(s, "env", func() []*Environment {
		var all []*Environment
		for _, f := range s.Of("env") {
			parsed := dotenv.Parse(f)
			for _, p := range parsed.Problems {
				s.Problem(p.Span, p.Message)
			}
			for _, c := range parsed.Comments {
				s.Comment(c)
			}
			all = append(all, &Environment{f, parsed.Assignments, isExample(f.Name)})
		}
		return all
	})
}

// publish defines the variables of real files; those of a template are no
// values.
func publish(s *audit.Stack) {
	for _, e := range load(s) {
		if e.Example {
			continue
		}
		for _, a := range e.InForce() {
			s.Define(audit.Variable{Name: a.Name, Value: a.Value, Span: a.Span()})
		}
	}
}

func run(s *audit.Stack) {
	for _, e := range load(s) {
		Rules.Run(s, e, e.File.Span(0, 0))
	}
}

func isExample(name string) bool {
	for _, part := range strings.FieldsFunc(strings.ToLower(path.Base(name)), func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
		switch part {
		case "example", "sample", "template", "dist", "tmpl", "default", "defaults":
			return true
		}
	}
	return false
}

// detect knows .env, .env.production, prod.env and the like by name; other
// names need lines that are nearly all NAME=value in capitals.
func detect(name, text string) int {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if base == ".env" || strings.HasPrefix(base, ".env.") || strings.HasSuffix(base, ".env") || base == "env" || base == "environment" {
		return 100
	}
	if foreign[path.Ext(base)] {
		return 0
	}
	variables, others := 0, 0
	for n, line := range strings.Split(text, "\n") {
		if n == 200 {
			break
		}
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case isVariable(line):
			variables++
		default:
			others++
		}
	}
	if variables >= 2 && others*10 <= variables {
		return 40
	}
	return 0
}

// foreign are the endings of files of other software that are full of
// NAME=value: udev's rules, translations, settings of other programs.
var foreign = map[string]bool{".rules": true, ".properties": true, ".ini": true, ".po": true, ".service": true, ".js": true, ".py": true}

// isVariable reports whether the line is NAME=value without blanks around the
// sign, as no Python settings file is written, and no comparison such as udev's
// NAME=="value".
func isVariable(line string) bool {
	name, value, ok := strings.Cut(strings.TrimPrefix(line, "export "), "=")
	if !ok || name == "" || strings.HasPrefix(value, " ") || strings.HasPrefix(value, "=") || name[0] >= '0' && name[0] <= '9' {
		return false
	}
	for _, c := range name {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}
