package launch

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
	"preflight/rules/syntax/dockerfile"
)

// image is a stage of a Dockerfile: what a container of it starts.
type image struct {
	entrypoint, cmd *dockerfile.Instruction
	dir, user       string
	env             []audit.Variable
}

func publishDockerfiles(stack *audit.Stack) {
	for _, file := range stack.Of("dockerfile") {
		f := dockerfile.Parse(file)
		note(stack, f.Problems, f.Comments)
		for _, m := range images(f) {
			m.publish(stack)
		}
	}
}

// images gives the stages that a container may be started from: the last one,
// and those that no other builds on or copies from.
func images(f *dockerfile.File) []*image {
	named := map[string]*image{}
	var last *image
	for n := range f.Instructions {
		i := &f.Instructions[n]
		if i.Name == "FROM" {
			last = newImage(i, named)
		} else if last != nil {
			last.take(i)
		}
	}
	if last == nil {
		return nil
	}
	return []*image{last}
}

// newImage starts a stage with what the one it builds on has.
func newImage(from *dockerfile.Instruction, named map[string]*image) *image {
	m := &image{}
	words := strings.Fields(from.Args.Text())
	if len(words) > 0 {
		if base := named[strings.ToLower(words[0])]; base != nil {
			*m = *base
			m.env = base.env[:len(base.env):len(base.env)]
		}
	}
	if len(words) == 3 && strings.EqualFold(words[1], "as") {
		named[strings.ToLower(words[2])] = m
	}
	return m
}

func (m *image) take(i *dockerfile.Instruction) {
	switch i.Name {
	case "ENTRYPOINT":
		m.entrypoint, m.cmd = i, nil
	case "CMD":
		m.cmd = i
	case "USER":
		m.user, _, _ = strings.Cut(strings.TrimSpace(i.Args.Text()), ":")
	case "WORKDIR":
		m.dir = path.Join(m.dir, strings.TrimSpace(i.Args.Text()))
	case "ENV":
		m.env = append(m.env, variables(i)...)
	}
}

// variables reads ENV NAME=value … and the older ENV NAME value.
func variables(i *dockerfile.Instruction) []audit.Variable {
	name, value, _ := strings.Cut(strings.TrimSpace(i.Args.Text()), " ")
	if !strings.Contains(name, "=") {
		return []audit.Variable{{Name: name, Value: strings.TrimSpace(value), Span: i.Args}}
	}
	var found []audit.Variable
	for _, line := range commandline.Split(i.Args) {
		found = append(found, line.Env...)
	}
	return found
}

// publish gives the command of a container. An entry point that is a script of
// its own is taken to end with starting its arguments.
func (m *image) publish(stack *audit.Stack) {
	like := audit.Command{Name: "the image", Dir: m.dir, User: m.user, Env: m.env}
	switch {
	case m.entrypoint == nil && m.cmd == nil:
	case m.entrypoint == nil:
		runs(stack, like, m.cmd)
	case m.entrypoint.Words == nil, m.cmd == nil:
		runs(stack, like, m.entrypoint) // the shell form ignores CMD
	case passesOn(m.entrypoint.Words), m.cmd.Words == nil && isInit(m.entrypoint.Words):
		runs(stack, like, m.cmd)
	case m.cmd.Words != nil:
		like.Key, like.Span = "ENTRYPOINT", m.entrypoint.Args
		like.Words = append(m.entrypoint.Words[:len(m.entrypoint.Words):len(m.entrypoint.Words)], m.cmd.Words...)
		if len(like.Words) > 0 {
			stack.Run(like)
		}
	}
}

// isInit reports whether an entry point only reaps processes and starts what it is
// given: a CMD in the shell's form as well.
func isInit(words []audit.Word) bool {
	switch path.Base(words[0].Text) {
	case "tini", "dumb-init", "catatonit", "docker-init", "env":
		return true
	}
	return words[len(words)-1].Text == "--"
}

// passesOn reports whether an entry point is a script that starts its arguments,
// as scripts of this name do.
func passesOn(words []audit.Word) bool {
	if len(words) == 0 {
		return true
	}
	last := strings.ToLower(path.Base(words[len(words)-1].Text))
	return strings.HasSuffix(last, ".sh") || strings.Contains(last, "entrypoint") || last == "entry" || last == "start"
}

// runs publishes one instruction.
func runs(stack *audit.Stack, like audit.Command, i *dockerfile.Instruction) {
	like.Key, like.Span = i.Name, i.Args
	switch {
	case len(i.Words) > 0:
		like.Words = i.Words
		stack.Run(like)
	case i.Words == nil && !i.Split:
		shell(stack, like, commandline.Split(i.Args))
	}
}
