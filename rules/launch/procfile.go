package launch

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
	"preflight/rules/syntax/procfile"
)

func publishProcfiles(stack *audit.Stack) {
	for _, file := range stack.Of("procfile") {
		f := procfile.Parse(file)
		note(stack, f.Problems, f.Comments)
		for _, p := range f.Processes {
			shell(stack, audit.Command{Name: p.Name, Span: p.Command}, commandline.Split(p.Command))
		}
	}
}

func note(stack *audit.Stack, problems []audit.Problem, comments []audit.Span) {
	for _, p := range problems {
		stack.Problem(p.Span, p.Message)
	}
	for _, c := range comments {
		stack.Comment(c)
	}
}

// shell publishes the commands of a shell line: each like the one given, with
// its own words and the variables before them.
func shell(stack *audit.Stack, like audit.Command, lines []commandline.Line) {
	for _, line := range lines {
		if len(line.Words) == 0 {
			continue
		}
		c := like
		c.Words = line.Words
		c.Env = append(like.Env[:len(like.Env):len(like.Env)], line.Env...)
		stack.Run(c)
	}
}
