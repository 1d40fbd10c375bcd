package commandline

import (
	"strings"

	"preflight/rules/audit"
)

// Program is a program that a command line comes to start.
type Program struct {
	Name string           // without its directory; of "python -m NAME" the module, of "python x.py" the script
	Word audit.Word       // where the name stands
	Args []audit.Word     // behind it
	Env  []audit.Variable // what env and the like set on the way
}

// maxWrapped is how many wrappers are looked through.
const maxWrapped = 8

// Unwrap finds the programs that a command starts, behind env, exec, "python
// -m", "poetry run", "sh -c" and the like; several where a shell starts several.
func Unwrap(words []audit.Word) []Program { return unwrap(words, nil, maxWrapped) }

func unwrap(words []audit.Word, env []audit.Variable, depth int) []Program {
	if len(words) == 0 {
		return nil
	}
	p := Program{Name: base(words[0].Text), Word: words[0], Args: words[1:], Env: env}
	if depth == 0 || words[0].Open {
		return []Program{p}
	}
	switch rest := words[1:]; {
	case isShell(p.Name):
		return p.throughShell(depth)
	case isPython(p.Name):
		return []Program{p.throughPython()}
	case p.Name == "env":
		return p.throughEnv(depth)
	case runners[p.Name] && len(rest) > 0 && rest[0].Text == "run":
		return p.through(pastOptions(rest[1:], runOptions), depth)
	default:
		if w, ok := wrappers[p.Name]; ok {
			return p.through(w.past(rest), depth)
		}
	}
	return []Program{p}
}

// through goes on with what a wrapper starts; a wrapper of nothing is a program.
func (p Program) through(words []audit.Word, depth int) []Program {
	if len(words) == 0 {
		return []Program{p}
	}
	return unwrap(words, p.Env, depth-1)
}

// runners start a program of a virtual environment with "run".
var runners = map[string]bool{"poetry": true, "uv": true, "pipenv": true, "pdm": true, "hatch": true, "rye": true}

// runOptions are their options behind "run" that take the next word.
const runOptions = "--with --extra --group --env-file --python -p --directory --project --package"

// wrapper is a program that starts the one named behind its options.
type wrapper struct {
	valued string // letters or words of options that take the next word
	leads  int    // operands before the program, such as the seconds of timeout
}

var wrappers = map[string]wrapper{
	"exec": {valued: "-a"}, "command": {}, "nohup": {}, "setsid": {}, "nice": {valued: "-n --adjustment"}, "ionice": {valued: "-c -n"},
	"stdbuf": {valued: "-i -o -e"}, "timeout": {valued: "-k -s", leads: 1}, "sudo": {valued: "-u -g -C -D"}, "gosu": {leads: 1}, "su-exec": {leads: 1},
	"runuser": {valued: "-u -g"}, "setpriv": {}, "chpst": {valued: "-u -U -e -/ -n -l -m -d -o -p -f -c"}, "tini": {}, "dumb-init": {}, "catatonit": {},
	"ddtrace-run": {}, "opentelemetry-instrument": {}, "newrelic-admin": {leads: 1}, "authbind": {}, "chrt": {leads: 1}, "taskset": {leads: 1},
	"start-pgbouncer": {}, "dockerize": {valued: "-wait -timeout -wait-retry-interval -wait-http-header -template -stdout -stderr -delims"}, "docker-init": {},
}

// past gives what stands behind the options and leading operands.
func (w wrapper) past(words []audit.Word) []audit.Word {
	words = pastOptions(words, w.valued)
	return words[min(w.leads, len(words)):]
}

// pastOptions drops options, each with the next word where it takes one.
func pastOptions(words []audit.Word, valued string) []audit.Word {
	for len(words) > 0 && strings.HasPrefix(words[0].Text, "-") {
		option := words[0].Text
		words = words[1:]
		if option == "--" {
			break
		}
		for _, v := range strings.Fields(valued) {
			if v == option && len(words) > 0 {
				words = words[1:]
			}
		}
	}
	return words
}

// throughEnv takes the assignments of env along.
func (p Program) throughEnv(depth int) []Program {
	words := p.Args
	env := p.Env[:len(p.Env):len(p.Env)]
	for len(words) > 0 {
		name, value, assigns := strings.Cut(words[0].Text, "=")
		switch {
		case strings.HasPrefix(words[0].Text, "-"):
			words = pastOptions(words, "-u -C --unset --chdir")
			continue
		case !assigns:
			p.Env = env
			return p.through(splitString(words), depth)
		}
		env = append(env, audit.Variable{Name: name, Value: value, Span: words[0].Span})
		words = words[1:]
	}
	p.Env = env
	return p.through(words, depth)
}

// splitString cuts up a command that "env -S" was given as one word.
func splitString(words []audit.Word) []audit.Word {
	if !strings.ContainsAny(words[0].Text, " \t") {
		return words
	}
	lines := SplitWord(words[0])
	if len(lines) == 0 {
		return words
	}
	return append(lines[0].Words[:len(lines[0].Words):len(lines[0].Words)], words[1:]...)
}

// throughPython names the module or the script.
func (p Program) throughPython() Program {
	for i, a := range p.Args {
		switch {
		case a.Text == "-m" && i+1 < len(p.Args):
			return Program{p.Args[i+1].Text, p.Args[i+1], p.Args[i+2:], p.Env}
		case a.Text == "-c":
			return p
		case a.Text == "-W" || a.Text == "-X":
			continue
		case !strings.HasPrefix(a.Text, "-") && (i == 0 || p.Args[i-1].Text != "-W" && p.Args[i-1].Text != "-X"):
			return Program{base(a.Text), a, p.Args[i+1:], p.Env}
		}
	}
	return p
}

// throughShell reads the command behind -c. What only prepares the program,
// such as cd, is left out.
func (p Program) throughShell(depth int) []Program {
	for i, a := range p.Args {
		if !strings.HasPrefix(a.Text, "-") {
			break
		}
		if strings.HasPrefix(a.Text, "--") || !strings.HasSuffix(a.Text, "c") || i+1 == len(p.Args) {
			continue
		}
		var found []Program
		for _, line := range SplitWord(p.Args[i+1]) {
			if len(line.Words) == 0 || prepares[line.Words[0].Text] {
				continue
			}
			env := append(p.Env[:len(p.Env):len(p.Env)], line.Env...)
			found = append(found, unwrap(line.Words, env, depth-1)...)
		}
		return found
	}
	return []Program{p}
}

// prepares are commands that start nothing of interest.
var prepares = map[string]bool{
	"cd": true, "export": true, "set": true, "source": true, ".": true, "umask": true, "ulimit": true, "sleep": true, "echo": true,
	"trap": true, "wait": true, "test": true, "[": true, "true": true, "exit": true, "fi": true, "done": true, "unset": true,
}

func isShell(name string) bool {
	switch name {
	case "sh", "bash", "dash", "ash", "zsh", "ksh":
		return true
	}
	return false
}

func isPython(name string) bool {
	return strings.HasPrefix(name, "python") || strings.HasPrefix(name, "pypy")
}

func base(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
