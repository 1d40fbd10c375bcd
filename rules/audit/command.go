package audit

// Command is a command line by which a file of the stack starts a program: an
// ExecStart= of a unit, a line of a Procfile, the command of a container.
type Command struct {
	Name  string // of what starts it, such as "shop.service" or "web"
	Key   string // where it stands, such as "ExecStart"; empty where the file has one place only
	Words []Word // the program first, then its arguments; at least one
	Span  Span   // the whole command line
	Dir   string // the working directory; empty where the file names none
	User  string // whom it runs as; empty where the file names nobody
	// Env are the variables that the file itself sets for the command, as they
	// are in force; EnvFiles are the files from which more are read.
	Env      []Variable
	EnvFiles []Word
}

// Word is one word of a command line, without quotes and escapes.
type Word struct {
	Text string
	Span Span // of the word as it stands in the file
	// Open is set where the word holds a variable or a specifier that the file
	// does not settle. Text then has it as written, such as "${PORT}", and a word
	// that is nothing but a variable may stand for several words, or for none.
	Open bool
}

// Run publishes a command for the formats that read command lines.
func (s *Stack) Run(c Command) { s.commands = append(s.commands, c) }

// Commands gives every command that the files of the stack start, in the order
// in which the formats published them.
func (s *Stack) Commands() []Command { return s.commands }

// Variable gives the last setting of a variable in the command's own
// environment.
func (c Command) Variable(name string) (Variable, bool) {
	for i := len(c.Env) - 1; i >= 0; i-- {
		if c.Env[i].Name == name {
			return c.Env[i], true
		}
	}
	return Variable{}, false
}
