package launch

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
	"preflight/rules/syntax/yaml"
)

func publishCompose(stack *audit.Stack) {
	for _, file := range stack.Of("compose") {
		d := yaml.Parse(file)
		note(stack, d.Problems, d.Comments)
		services := d.Root.Get("services")
		if services == nil {
			continue
		}
		for _, p := range services.Pairs {
			publishService(stack, p.Key, p.Value)
		}
	}
}

// publishService publishes the command of a service. Without a command the
// image's own runs, with another entry point than a script before it.
func publishService(stack *audit.Stack, name string, s *yaml.Node) {
	like := audit.Command{Name: name, Dir: textOf(s, "working_dir"), User: textOf(s, "user"), Env: environment(s.Get("environment"))}
	entrypoint, command := commandOf(s.Get("entrypoint")), commandOf(s.Get("command"))
	lines := command
	if len(entrypoint) > 0 && !passesOn(entrypoint[0].Words) {
		lines = entrypoint
		if len(entrypoint) == 1 && len(command) == 1 {
			lines = []commandline.Line{{Words: append(entrypoint[0].Words[:len(entrypoint[0].Words):len(entrypoint[0].Words)], command[0].Words...)}}
		}
	}
	like.Key = "command"
	for _, line := range lines {
		if n := len(line.Words); n > 0 {
			like.Span = line.Words[0].Span.To(line.Words[n-1].Span)
			shell(stack, like, []commandline.Line{line})
		}
	}
}

func textOf(s *yaml.Node, key string) string {
	if n := s.Get(key); n != nil && n.Kind == yaml.Scalar && !strings.Contains(n.Text, "$") {
		return n.Text
	}
	return ""
}

// environment reads a mapping, or a list of NAME=value. What compose takes from
// its own environment is left out.
func environment(n *yaml.Node) []audit.Variable {
	if n == nil {
		return nil
	}
	var found []audit.Variable
	for _, p := range n.Pairs {
		if p.Value.Kind == yaml.Scalar {
			found = append(found, audit.Variable{Name: p.Key, Value: p.Value.Text, Span: p.At.To(p.Value.Span)})
		}
	}
	for _, item := range n.Items {
		if name, value, ok := strings.Cut(item.Text, "="); ok && item.Kind == yaml.Scalar {
			found = append(found, audit.Variable{Name: name, Value: value, Span: item.Span})
		}
	}
	return found
}

// commandOf reads a command: a list of words, or a text that is cut into words
// as a shell does, though no shell runs it.
func commandOf(n *yaml.Node) []commandline.Line {
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.Scalar:
		return located(n)
	case n.Kind != yaml.Sequence:
		return nil
	}
	var words []audit.Word
	for _, item := range n.Items {
		if item.Kind != yaml.Scalar {
			return nil
		}
		text, open := interpolated(item.Text)
		words = append(words, audit.Word{Text: text, Span: item.Span, Open: open})
	}
	return []commandline.Line{{Words: words}}
}

// interpolated takes the doubled dollar signs away by which compose writes one.
func interpolated(text string) (string, bool) {
	open := strings.Contains(strings.ReplaceAll(text, "$$", ""), "$")
	return strings.ReplaceAll(text, "$$", "$"), open
}

// located reads a command from a text. Words of a text over several lines are
// found again in the file, one behind the other.
func located(n *yaml.Node) []commandline.Line {
	text, _ := interpolated(n.Text)
	lines := commandline.SplitWord(audit.Word{Text: text, Span: n.Span})
	raw, at := n.Span.Text(), 0
	if strings.Contains(raw, text) {
		return lines
	}
	for _, line := range lines {
		for i := range line.Words {
			w := &line.Words[i]
			if found := strings.Index(raw[at:], w.Text); found >= 0 && w.Text != "" {
				start := n.Span.Start + at + found
				w.Span = n.Span.File.Span(start, start+len(w.Text))
				at += found + len(w.Text)
			}
		}
	}
	return lines
}
