package audit

// Format is one kind of file as the façade sees it.
type Format struct {
	Kind  Kind
	Title string // as people call it: "nginx", "Django settings"
	// Detect says how sure it is, from 0 (no) to 100, that a text is of this
	// kind, by its name and its content.
	Detect func(name, text string) int
	// Claim, where there is one, gives its kind to files of no known kind that the
	// other files of the stack read as such. It runs first.
	Claim func([]*File)
	// Publish, where there is one, tells the other formats what the files set:
	// environment variables, installed releases. It runs before any Audit.
	Publish func(*Stack)
	// Audit reads the files of the kind and runs their rules.
	Audit func(*Stack)
	// Conclude, where there is one, runs after the Audit of every format, for
	// what takes in all that they found.
	Conclude func(*Stack)
	// Rules gives the ids of the kind's rules in alphabetical order.
	Rules func() []string
}
