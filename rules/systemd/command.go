package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
	"preflight/rules/syntax/unitfile"
)

// Command is one command line of an Exec key.
type Command struct {
	Key      string // such as "ExecStart"
	Entry    *unitfile.Entry
	Prefix   string     // of "@-:+!" and "|", as written
	Path     string     // of the program, as written
	PathSpan audit.Span // of the program, without the prefix
	Args     []Word     // behind the program
	Span     audit.Span
	Broken   bool // a quote that nobody closed

	program *commandline.Program // worked out on first use, as below
	options []Word
}

// execKeys are the keys that hold command lines.
var execKeys = []string{"ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost", "ExecReload", "ExecStop", "ExecStopPost"}

// Commands gives the command lines in force of all the Exec keys.
func (u *Unit) Commands() []*Command {
	if u.commands == nil {
		u.commands = []*Command{}
		for _, key := range execKeys {
			for _, e := range u.List(key) {
				u.commands = append(u.commands, u.commandsIn(e)...)
			}
		}
	}
	return u.commands
}

// CommandsOf gives the command lines in force of one key.
func (u *Unit) CommandsOf(key string) []*Command {
	var own []*Command
	for _, c := range u.Commands() {
		if c.Key == key {
			own = append(own, c)
		}
	}
	return own
}

// commandsIn gives the commands of one assignment, read once.
func (u *Unit) commandsIn(e *unitfile.Entry) []*Command {
	if u.read == nil {
		u.read = map[*unitfile.Entry][]*Command{}
	}
	commands, ok := u.read[e]
	if !ok {
		commands = readCommands(e)
		u.read[e] = commands
	}
	return commands
}

// readCommands reads one assignment; a lone semicolon separates commands.
func readCommands(e *unitfile.Entry) []*Command {
	l := cutCommand(e.Value)
	var commands []*Command
	rest := l.words
	for {
		n := 0
		for n < len(rest) && !separates(e.Value, rest[n]) {
			n++
		}
		if n > 0 {
			commands = append(commands, newCommand(e, rest[:n]))
		}
		if n == len(rest) {
			break
		}
		rest = rest[n+1:]
	}
	if l.broken && len(rest) > 0 {
		commands[len(commands)-1].Broken = true
	}
	return commands
}

// separates reports whether the word is a semicolon that nothing quotes.
func separates(value string, t token) bool { return value[t.start:t.end] == ";" }

func newCommand(e *unitfile.Entry, words []token) *Command {
	first := words[0].text
	prefix := prefixLength(first)
	c := &Command{Key: e.Key, Entry: e, Prefix: first[:prefix], Path: first[prefix:]}
	c.Span = e.Place(words[0].start, words[len(words)-1].end)
	c.PathSpan = e.Place(words[0].start+prefix, words[0].end)
	for _, w := range words[1:] {
		c.Args = append(c.Args, Word{w.text, e, e.Place(w.start, w.end)})
	}
	return c
}

// prefixLength counts the characters before a program that change how it is
// run. Each may stand once, "+" and "!" exclude each other, and "!!" is one.
func prefixLength(word string) int {
	n := 0
	for ; n < len(word); n++ {
		before := word[:n]
		switch c := word[n]; c {
		case '-', '@', ':', '|':
			if strings.IndexByte(before, c) >= 0 {
				return n
			}
		case '+':
			if strings.ContainsAny(before, "+!") {
				return n
			}
		case '!':
			if strings.Contains(before, "+") || strings.Count(before, "!") > 1 {
				return n
			}
		default:
			return n
		}
	}
	return n
}

// Program is the name of the program without its directory. Where the program
// runs another one, as env, python -m or sh -c do, it is that one; of several
// that a shell runs, the last, which is the one that stays.
func (c *Command) Program() string { return c.inner().Name }

// Options are the words behind the program that Program names.
func (c *Command) Options() []Word {
	if c.options == nil {
		c.options = []Word{}
		for _, a := range c.inner().Args {
			c.options = append(c.options, Word{a.Text, c.Entry, a.Span})
		}
	}
	return c.options
}

func (c *Command) inner() *commandline.Program {
	if c.program == nil {
		all := commandline.Unwrap(c.words())
		if len(all) == 0 { // a shell that only prepares something
			all = append(all, commandline.Program{Name: baseName(c.Path)})
		}
		c.program = &all[len(all)-1]
	}
	return c.program
}

// words are the program and its arguments as other formats see them.
func (c *Command) words() []audit.Word {
	words := make([]audit.Word, 1, 1+len(c.Args))
	words[0] = audit.Word{Text: c.Path, Span: c.PathSpan}
	args := c.Args
	if strings.Contains(c.Prefix, "@") && len(args) > 0 {
		args = args[1:] // the name under which the program runs
	}
	for _, a := range args {
		words = append(words, audit.Word{Text: a.Text, Span: a.Span})
	}
	return words
}

// Flag finds an option by its long or short name and gives its value: of
// "--bind=x", "--bind x", "-b x" and "-bx".
func (c *Command) Flag(names ...string) (value Word, ok bool) {
	options := c.Options()
	for i, a := range options {
		for _, name := range names {
			switch {
			case a.Text == name:
				if i+1 < len(options) {
					return options[i+1], true
				}
				return a, true
			case strings.HasPrefix(name, "--") && strings.HasPrefix(a.Text, name+"="):
				return Word{a.Text[len(name)+1:], a.Entry, a.Span}, true
			case !strings.HasPrefix(name, "--") && strings.HasPrefix(a.Text, name):
				return Word{a.Text[len(name):], a.Entry, a.Span}, true
			}
		}
	}
	return Word{}, false
}

// Has reports whether one of the arguments is exactly one of the words, and
// gives it.
func (c *Command) Has(words ...string) (Word, bool) {
	for _, a := range c.Options() {
		for _, w := range words {
			if a.Text == w {
				return a, true
			}
		}
	}
	return Word{}, false
}
