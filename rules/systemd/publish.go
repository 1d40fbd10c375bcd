package systemd

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

// publish tells the other formats what the stack's units start, and the
// variables that they give to applications; those of a daemon of the system are
// no settings of the site.
func publish(stack *audit.Stack) {
	for _, u := range Units(stack) {
		if !u.IsService() {
			continue
		}
		env := u.environment()
		u.publishCommands(stack, env)
		if !u.isApplication() {
			continue
		}
		for _, v := range env {
			if !v.open {
				stack.Define(v.Variable)
			}
		}
	}
}

// variable is a setting of the unit's environment.
type variable struct {
	audit.Variable
	open bool // the value holds a specifier that only the host settles
}

// environment gives the variables that Environment= sets, each as often as it
// is set: the last one counts.
func (u *Unit) environment() []variable {
	var env []variable
	for _, e := range u.List("Environment") {
		for _, t := range cutCommand(e.Value).words {
			name, value, ok := strings.Cut(t.text, "=")
			if !ok {
				continue
			}
			value, known := u.settle(value)
			env = append(env, variable{audit.Variable{Name: name, Value: value, Span: e.Place(t.start, t.end)}, !known})
		}
	}
	return env
}

// publishCommands publishes the command lines in force.
func (u *Unit) publishCommands(stack *audit.Stack, env []variable) {
	base := audit.Command{Name: u.Name, Dir: u.settledText("WorkingDirectory", "-"), User: u.settledText("User", "")}
	for _, v := range env {
		base.Env = append(base.Env, v.Variable)
	}
	for _, e := range u.List("EnvironmentFile") {
		text, known := u.settle(strings.TrimPrefix(e.Value, "-"))
		base.EnvFiles = append(base.EnvFiles, audit.Word{Text: text, Span: e.ValueSpan(), Open: !known})
	}
	known := u.knownVariables(env)
	for _, c := range u.Commands() {
		if c.Path == "" {
			continue
		}
		command := base
		command.Key, command.Span = c.Key, c.Span
		command.Words = u.settledWords(c, known)
		stack.Run(command)
	}
}

// settledText is a setting with its specifiers expanded; one that holds
// something unknown is given as written.
func (u *Unit) settledText(key, optional string) string {
	text, _ := u.settle(strings.TrimPrefix(u.Text(key).Value, optional))
	return text
}

// knownVariables are the values that a command line will see. Where a file
// gives variables too, or other drop-ins may, nothing is known for sure.
func (u *Unit) knownVariables(env []variable) map[string]string {
	known := map[string]string{}
	if u.Partial() || len(u.List("EnvironmentFile")) > 0 || len(u.List("UnsetEnvironment")) > 0 {
		return known
	}
	for _, v := range env {
		if known[v.Name] = v.Value; v.open {
			delete(known, v.Name)
		}
	}
	return known
}

// settledWords are the words of a command with specifiers and variables put in
// where they are known.
func (u *Unit) settledWords(c *Command, env map[string]string) []audit.Word {
	text, known := u.settle(c.Path)
	words := []audit.Word{{Text: text, Span: c.PathSpan, Open: !known}}
	args := c.Args
	if strings.Contains(c.Prefix, "@") && len(args) > 0 {
		args = args[1:] // the name under which the program runs
	}
	plain := strings.Contains(c.Prefix, ":")
	for _, a := range args {
		text, known := u.settle(a.Text)
		switch {
		case !known || plain || !strings.Contains(text, "$"):
			words = append(words, audit.Word{Text: text, Span: a.Span, Open: !known})
		case len(words) > len(args)+maxSplit:
			words = append(words, audit.Word{Text: a.Text, Span: a.Span, Open: true})
		default:
			words = append(words, substitute(text, a.Span, env)...)
		}
	}
	return words
}

// maxSplit is how long a variable may be that is split into words, and about how
// many words those of one command may come to; what is beyond is left open.
const maxSplit = 4096

// settle expands the specifiers of a value. Where one depends on the host, or
// is none, the value is given as written.
func (u *Unit) settle(value string) (text string, known bool) {
	for i := 0; i+1 < len(value); i++ {
		if value[i] != '%' {
			continue
		}
		i++
		if isAlphanumeric(value[i]) && !u.fixed(value[i]) {
			return value, false
		}
	}
	if text, ok := u.expand(value); ok {
		return text, true
	}
	return value, false
}

// fixed reports whether a specifier is the same on every host: it comes from
// the name of the unit, or is a directory of the system's own manager.
func (u *Unit) fixed(letter byte) bool {
	_, instance, _, at := splitName(u.Name)
	if at && instance == "" && strings.IndexByte("niINjJ", letter) >= 0 {
		return false
	}
	return slices.Contains([]byte("nNpPiIjJtSCLETV"), letter)
}

// substitute puts variables into a word as systemd does: $NAME alone becomes as
// many words as its value has, ${NAME} is replaced in its place, $$ is a dollar.
func substitute(text string, place audit.Span, env map[string]string) []audit.Word {
	if text[0] == '$' && !strings.HasPrefix(text, "${") && !strings.HasPrefix(text, "$$") {
		value, known := env[text[1:]]
		if !known {
			return []audit.Word{{Text: text, Span: place, Open: true}}
		}
		if len(value) > maxSplit {
			return []audit.Word{{Text: text, Span: place, Open: true}}
		}
		var words []audit.Word
		for _, t := range cut(value, true).words {
			words = append(words, audit.Word{Text: t.text, Span: place})
		}
		return words
	}
	replaced, known := replaceVariables(text, env)
	return []audit.Word{{Text: replaced, Span: place, Open: !known}}
}

// replaceVariables replaces ${NAME}; it gives the text as it is where one of
// them is not known.
func replaceVariables(text string, env map[string]string) (replaced string, known bool) {
	var b strings.Builder
	for rest := text; rest != ""; {
		n := strings.IndexByte(rest, '$')
		if n < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:n])
		rest = rest[n:]
		end := strings.IndexByte(rest, '}')
		switch {
		case strings.HasPrefix(rest, "$$"):
			b.WriteByte('$')
			rest = rest[2:]
		case strings.HasPrefix(rest, "${") && end > 0:
			value, ok := env[rest[2:end]]
			if !ok {
				return text, false
			}
			b.WriteString(value)
			rest = rest[end+1:]
		default:
			b.WriteByte('$')
			rest = rest[1:]
		}
	}
	return b.String(), true
}
