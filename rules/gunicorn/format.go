// Package gunicorn reads how gunicorn is started: its configuration file, its
// command lines and its variables; and judges the settings that are in force.
package gunicorn

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// Kind is the kind of a gunicorn configuration file.
const Kind audit.Kind = "gunicorn"

// Rules are the rules that speak of one gunicorn.
var Rules = audit.NewSet[*Server]("gunicorn")

// Format is what the façade knows of gunicorn.
var Format = audit.Format{Kind: Kind, Title: "gunicorn configuration", Detect: detect, Audit: run, Rules: Rules.IDs}

func run(stack *audit.Stack) {
	for _, f := range stack.Of(Kind) {
		tree := pyconf.Tree(stack, f)
		for _, p := range tree.Problems {
			stack.Problem(p.Span, p.Message)
		}
		for _, c := range tree.Comments {
			stack.Comment(c)
		}
	}
	for _, s := range Servers(stack) {
		if !s.flags.checksOnly() || s.File != nil && !serves(stack, s.File) {
			Rules.Run(stack, s, s.Home)
		}
	}
}

// serves reports whether a server that answers requests reads the file.
func serves(stack *audit.Stack, file *audit.File) bool {
	return slices.ContainsFunc(Servers(stack), func(s *Server) bool { return s.File == file && !s.flags.checksOnly() })
}

// detect goes by the name, and by the settings that a text assigns.
func detect(name, text string) int {
	name = strings.ToLower(name)
	base, dir := path.Base(name), path.Base(path.Dir(name))
	named := strings.Contains(base, "gunicorn") && (strings.HasSuffix(base, ".py") || strings.HasSuffix(base, ".py.example"))
	if named && strings.Contains(base, "conf") {
		return 100
	}
	n := assigned(text)
	switch {
	case named && n > 0, dir == "gunicorn" && strings.HasSuffix(base, ".py") && n > 0:
		return 90
	case n >= 3 && (path.Ext(base) == "" || path.Ext(base) == ".py" || path.Ext(base) == ".txt" || path.Ext(base) == ".conf"):
		return 80
	}
	return 0
}

// assigned counts the settings that lines of the text assign at its margin.
// Hooks and names that any program might use do not count.
func assigned(text string) int {
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		word, rest, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(rest, "=") {
			continue
		}
		word = strings.TrimRight(word, " \t")
		if s := lookup(word); s != nil && s.kind != "callable" && !common[word] {
			seen[word] = true
		}
	}
	return len(seen)
}

// common are settings whose names say little.
var common = map[string]bool{"user": true, "group": true, "config": true, "timeout": true, "protocol": true, "reload": true, "paste": true, "syslog": true}
