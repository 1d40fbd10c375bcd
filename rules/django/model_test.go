package django

import "preflight/rules/audit"

// stackOf makes a stack of settings modules given as name, text, name, text.
func stackOf(files ...string) *audit.Stack {
	var list []*audit.File
	for i := 0; i+1 < len(files); i += 2 {
		list = append(list, &audit.File{Name: files[i], Kind: "django", Text: files[i+1]})
	}
	return audit.NewStack(list, nil, nil)
}

// model evaluates files given as name, text, name, text.
func model(files ...string) *Settings { return Models(stackOf(files...))[0] }

// auditedFiles runs the whole audit of such files.
func auditedFiles(files ...string) *audit.Report {
	stack := stackOf(files...)
	Format.Audit(stack)
	return stack.Report()
}
