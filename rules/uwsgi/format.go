// Package uwsgi reads the configuration of uWSGI, from ini files and command
// lines, and judges it.
package uwsgi

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/uwsgiini"
)

// Kind is the kind of uWSGI's configuration files.
const Kind audit.Kind = "uwsgi"

// Rules are the rules of uWSGI.
var Rules = audit.NewSet[*Instance]("uwsgi")

// Format is the kind "uwsgi".
var Format = audit.Format{Kind: Kind, Title: "uWSGI", Detect: detect, Audit: run, Rules: Rules.IDs}

func run(s *audit.Stack) {
	for _, in := range Load(s) {
		Rules.Run(s, in, in.Place)
	}
}

// Load gives every configuration with which uWSGI is started: one for each
// command line of the stack, and one for each file that no other one loads.
func Load(s *audit.Stack) []*Instance {
	return audit.Once(s, "uwsgi", func() []*Instance {
		for _, f := range s.Of(Kind) {
			announce(s, f)
		}
		all := started(s)
		read := map[*audit.File]bool{}
		for _, in := range all {
			in.mark(read)
		}
		var own []*Instance
		for _, f := range s.Of(Kind) {
			if !read[f] && readable(f.Name) {
				own = append(own, fromFile(s, f)...)
			}
		}
		all = append(all, roots(own)...)
		for _, in := range all {
			in.report(s)
		}
		return all
	})
}

// roots leaves out the files that another file loads.
func roots(all []*Instance) []*Instance {
	inner := map[*audit.File]bool{}
	for _, in := range all {
		for _, f := range in.Files {
			if f != in.Place.File {
				inner[f] = true
			}
		}
	}
	var kept []*Instance
	for _, in := range all {
		if !inner[in.Place.File] {
			kept = append(kept, in)
		}
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// announce hands the comments of a file to the stack and says what its reader
// could not make sense of.
func announce(s *audit.Stack, f *audit.File) {
	if !readable(f.Name) || isMarkup(f.Text) {
		s.Problem(f.Span(0, 0), "only the ini form of uWSGI's configuration is read; this file is not audited")
		return
	}
	parsed := uwsgiini.Parse(f, nil)
	for _, c := range parsed.Comments {
		s.Comment(c)
	}
	for _, p := range parsed.Problems {
		s.Problem(p.Span, p.Message)
	}
}

// detect goes by the name, and by a section [uwsgi] in a text that is an ini
// file as a whole.
func detect(name, text string) int {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	ext := path.Ext(base)
	switch ext {
	case ".md", ".rst", ".py", ".html", ".c", ".sh", ".conf", ".service", ".txt":
		if ext != ".conf" && ext != ".txt" {
			return 0
		}
	case ".ini", ".yaml", ".yml", ".xml", ".json":
		if strings.Contains(base, "uwsgi") {
			return 95
		}
	}
	if strings.HasPrefix(strings.TrimSpace(text), "<uwsgi>") || ext != ".ini" && strings.HasPrefix(strings.TrimSpace(text), "uwsgi:\n") {
		return 60
	}
	return detectText(text)
}

func detectText(text string) int {
	headed, options, others := false, 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[':
			headed = headed || line == "[uwsgi]"
		case strings.Contains(line, "=") || !strings.ContainsAny(line, " \t"):
			options++
		default:
			others++
		}
	}
	if !headed || others*10 > options {
		return 0
	}
	return 85
}

// isMarkup tells the XML, YAML and JSON forms by their start.
func isMarkup(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{") || strings.HasPrefix(text, "uwsgi:")
}
