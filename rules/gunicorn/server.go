package gunicorn

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/commandline"
)

// Server is one gunicorn as it is started: by a command line, with a
// configuration file, or with both. Either may be missing among the files.
type Server struct {
	File    *audit.File    // the configuration file, or nil
	Command *audit.Command // what starts it, or nil
	Version audit.Version
	Home    audit.Span // the place of what is set nowhere

	stack   *audit.Stack
	scope   *pyconf.Scope // of File
	env     []audit.Variable
	flags   *arguments // of the command line
	extra   *arguments // of GUNICORN_CMD_ARGS
	partial string     // what would settle a setting that nothing here gives; empty where it is at its default
	held    map[string]*Held
	read    map[string]bool // names that the configuration file reads
}

// Servers gives every gunicorn of the stack: one for each command line that
// starts it, and one for each configuration file that no command line names.
func Servers(stack *audit.Stack) []*Server {
	return audit.Once(stack, "gunicorn", func() []*Server { return servers(stack) })
}

func servers(stack *audit.Stack) []*Server {
	b := &builder{stack: stack, used: map[*audit.File]bool{}}
	b.project = pyconf.New(stack, stack.Targets["django"], nil)
	for _, c := range stack.Commands() {
		if strings.HasPrefix(c.Key, "Exec") && c.Key != "ExecStart" {
			continue // of a unit: it prepares or ends the server
		}
		for _, p := range commandline.Unwrap(c.Words) {
			if IsGunicorn(p.Name) {
				b.started(c, p)
			}
		}
	}
	for _, f := range stack.Of(Kind) {
		if !b.used[f] {
			b.add(&Server{File: f, flags: &arguments{}})
		}
	}
	return b.all
}

// IsGunicorn reports whether a program of this name is gunicorn.
func IsGunicorn(program string) bool {
	return program == "gunicorn" || program == "gunicorn3" || program == "gunicorn.app.wsgiapp"
}

type builder struct {
	stack   *audit.Stack
	project *pyconf.Project
	used    map[*audit.File]bool
	all     []*Server
	cut     bool // some are left out
}

// started makes the server that a command line starts.
func (b *builder) started(c audit.Command, p commandline.Program) {
	s := &Server{Command: &c, flags: &arguments{}}
	if len(b.all) < maxServers {
		s.flags = readArguments(p.Args, b.stack.Targets["gunicorn"])
	}
	s.env = append(s.env, c.Env...)
	s.env = append(s.env, p.Env...)
	b.add(s)
}

// maxServers is how many servers of a stack are looked at. Nobody starts more,
// and a hostile file could name one on every line.
const maxServers = 100

func (b *builder) add(s *Server) {
	if len(b.all) >= maxServers {
		if !b.cut {
			b.cut = true
			b.stack.Problem(b.all[maxServers-1].Home, "more than 100 gunicorns are started; the others are not audited")
		}
		return
	}
	s.stack, s.Version = b.stack, b.stack.Targets["gunicorn"]
	s.held = map[string]*Held{}
	s.extra = s.fromEnvironment()
	if s.Command != nil {
		s.File, s.partial = b.configOf(s)
		s.Home = s.Command.Span
	}
	if s.File != nil {
		b.used[s.File] = true
		s.scope = b.project.Module(s.File).Scope
		s.Home = s.homeIn(s.File)
		if s.scope.Missing != "" {
			s.partial = s.scope.Missing
		}
	}
	b.all = append(b.all, s)
}

// homeIn is the first statement of a configuration file.
func (s *Server) homeIn(file *audit.File) audit.Span {
	if body := pyconf.Tree(s.stack, file).Body; len(body) > 0 {
		return file.Line(body[0].Span().Line())
	}
	return file.Line(1)
}

// configOf finds the configuration file that a command line reads: the one it
// names, else gunicorn.conf.py where it starts.
func (b *builder) configOf(s *Server) (file *audit.File, missing string) {
	name := ""
	for _, from := range []*arguments{s.extra, s.flags} {
		for _, g := range from.options {
			if g.setting.name == "config" {
				name = g.value.Text
				if !g.value.Whole() {
					return nil, g.value.Settle()
				}
			}
		}
	}
	if name == "" {
		return b.unnamed(s.Command.Dir), ""
	}
	name = strings.TrimPrefix(name, "file:")
	if module, ok := strings.CutPrefix(name, "python:"); ok {
		name = strings.ReplaceAll(module, ".", "/") + ".py"
	}
	for _, kind := range []audit.Kind{Kind, "python"} {
		if f := byTail(b.stack.Of(kind), path.Clean(name)); f != nil {
			return f, ""
		}
	}
	return nil, path.Base(name) + " is not among the files"
}

// byTail finds the file whose path ends like another one, with as many parts in
// common as possible and at least the name.
func byTail(files []*audit.File, name string) *audit.File {
	var best *audit.File
	most := 0
	for _, f := range files {
		if n := sharedTail(f.Name, name); n > most {
			best, most = f, n
		}
	}
	return best
}

func sharedTail(a, b string) int {
	n := 0
	for path.Base(a) == path.Base(b) && a != "." && a != "/" {
		a, b = path.Dir(a), path.Dir(b)
		n++
	}
	return n
}

// unnamed is the gunicorn.conf.py that is read unasked, where the stack has one.
func (b *builder) unnamed(dir string) *audit.File {
	return byTail(b.stack.Of(Kind), path.Join(dir, "gunicorn.conf.py"))
}

// fromEnvironment reads GUNICORN_CMD_ARGS.
func (s *Server) fromEnvironment() *arguments {
	v, ok := s.variable("GUNICORN_CMD_ARGS")
	if !ok {
		return &arguments{}
	}
	var words []audit.Word
	for _, line := range commandline.SplitWord(audit.Word{Text: v.Value, Span: v.Span}) {
		words = append(words, line.Words...)
	}
	return readArguments(words, s.Version)
}

// variable looks an environment variable up: what the command sets, else what
// the files of the stack agree on.
func (s *Server) variable(name string) (audit.Variable, bool) {
	for i := len(s.env) - 1; i >= 0; i-- {
		if s.env[i].Name == name {
			return s.env[i], true
		}
	}
	all := s.stack.Variables(name)
	for _, v := range all {
		if v.Value != all[0].Value {
			return v, false
		}
	}
	if len(all) == 0 {
		return audit.Variable{}, false
	}
	return all[0], true
}

// Contained reports whether the server runs in a container or on a platform,
// as far as the files tell: there the network is not the host's.
func (s *Server) Contained() bool {
	for _, kind := range []audit.Kind{"dockerfile", "compose", "procfile"} {
		if len(s.stack.Of(kind)) > 0 {
			return true
		}
	}
	return false
}
