// Package launch reads the files that start programs without being units:
// Dockerfiles, compose files and Procfiles. It publishes their command lines for
// the formats of the servers, and holds the rules about what is started.
package launch

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
)

// Rules are the rules that speak of one program that is started.
var Rules = audit.NewSet[*Start]("launch")

// Format is the rules, which have no files of their own.
var Format = audit.Format{Kind: "launch", Title: "Programs started", Audit: run, Rules: Rules.IDs}

// Dockerfile, Compose and Procfile are the kinds of file.
var (
	Dockerfile = audit.Format{Kind: "dockerfile", Title: "Dockerfile", Detect: detectDockerfile, Publish: publishDockerfiles, Audit: nothing, Rules: none}
	Compose    = audit.Format{Kind: "compose", Title: "Docker compose file", Detect: detectCompose, Publish: publishCompose, Audit: nothing, Rules: none}
	Procfile   = audit.Format{Kind: "procfile", Title: "Procfile", Detect: detectProcfile, Publish: publishProcfiles, Audit: nothing, Rules: none}
)

func nothing(*audit.Stack) {}
func none() []string       { return nil }

// Start is a program that a file of these kinds starts.
type Start struct {
	Command audit.Command
	Program commandline.Program
	File    *audit.File
}

// maxCommands is how many command lines of a stack are looked at. Nobody has
// more, and a hostile file could hold one on every line.
const maxCommands = 1000

// run asks the rules about every program. Those of units have rules of their
// own.
func run(stack *audit.Stack) {
	commands := stack.Commands()
	for _, c := range commands[:min(len(commands), maxCommands)] {
		file := c.Span.File
		if file == nil || file.Kind == "systemd" {
			continue
		}
		for _, p := range commandline.Unwrap(c.Words) {
			Rules.Run(stack, &Start{c, p, file}, c.Span)
		}
	}
}

// Development reports whether the name of the file says that it is not for
// production.
func (s *Start) Development() bool {
	name := strings.ToLower(path.Base(s.File.Name))
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch word {
		case "dev", "devel", "develop", "development", "local", "test", "tests", "testing", "debug", "override", "ci":
			return true
		}
	}
	return false
}

// Production reports whether the name of the file says that it is for
// production.
func (s *Start) Production() bool {
	name := strings.ToLower(path.Base(s.File.Name))
	return strings.Contains(name, "prod") || strings.Contains(name, "deploy")
}

func detectProcfile(name, _ string) int {
	base := strings.ToLower(path.Base(name))
	if speaksOf[path.Ext(base)] {
		return 0
	}
	if base == "procfile" || strings.HasPrefix(base, "procfile.") {
		return 100
	}
	return 0
}

func detectDockerfile(name, text string) int {
	base := strings.ToLower(path.Base(name))
	switch {
	case speaksOf[path.Ext(base)]:
		return 0
	case base == "dockerfile", base == "containerfile", strings.HasPrefix(base, "dockerfile."), strings.HasPrefix(base, "containerfile."),
		path.Ext(base) == ".dockerfile", path.Ext(base) == ".containerfile":
		return 100
	case path.Ext(base) == "" || path.Ext(base) == ".txt":
		if startsWithFrom(text) && (strings.Contains(text, "\nRUN ") || strings.Contains(text, "\nCMD ") || strings.Contains(text, "\nENTRYPOINT ")) {
			return 80
		}
	}
	return 0
}

// speaksOf are the endings of files about Dockerfiles and Procfiles: an editor's
// grammar, a lexer, notes.
var speaksOf = map[string]bool{
	".js": true, ".ts": true, ".py": true, ".go": true, ".json": true, ".md": true, ".rst": true, ".html": true, ".yml": true, ".yaml": true,
	".vim": true, ".lua": true, ".el": true, ".rb": true, ".c": true, ".java": true, ".php": true, ".snippets": true, ".tmlanguage": true,
}

// startsWithFrom reports whether the first instruction chooses an image.
func startsWithFrom(text string) bool {
	for line := range strings.Lines(text) {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if word != "" && word[0] != '#' && word != "ARG" {
			return word == "FROM"
		}
	}
	return false
}

func detectCompose(name, text string) int {
	base := strings.ToLower(path.Base(name))
	yaml := path.Ext(base) == ".yml" || path.Ext(base) == ".yaml"
	if yaml && (strings.HasPrefix(base, "docker-compose") || strings.HasPrefix(base, "compose.") || strings.HasPrefix(base, "compose-")) {
		return 100
	}
	if !yaml && path.Ext(base) != "" && path.Ext(base) != ".txt" {
		return 0
	}
	services, images, head := false, false, false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		bare := strings.TrimLeft(line, " ")
		if head && strings.HasPrefix(bare, "- ") {
			return 0 // a list of images, as GitLab's pipelines have it
		}
		head = line == "services:" || head && bare == ""
		services = services || line == "services:"
		images = images || bare != line && (strings.HasPrefix(bare, "image:") || strings.HasPrefix(bare, "build:"))
	}
	if services && images {
		return 80
	}
	return 0
}
