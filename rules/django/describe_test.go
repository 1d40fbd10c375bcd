package django

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

// describe writes a value for the tables of tests: known values as Python,
// env(NAME, default) for what the environment decides, "a | b" for one of
// several, ? for unknown and - for a setting that is not assigned.
func describe(v *Value) string {
	switch v.Type {
	case Unknown:
		return "?"
	case Absent:
		return "-"
	case Several:
		var parts []string
		for _, c := range v.Choices {
			parts = append(parts, describe(c.Value))
		}
		return strings.Join(parts, " | ")
	case Env:
		shape := map[Type]string{Bool: ":bool", Int: ":int", Float: ":float", List: ":list", Dict: ":dict", Path: ":path"}[v.Shape]
		if v.AnyText {
			shape += "!"
		}
		if v.Default == nil {
			return "env(" + v.Name + shape + ")"
		}
		return "env(" + v.Name + shape + ", " + describe(v.Default) + ")"
	case Text:
		if len(v.Parts) > 0 {
			return describeParts(v.Parts)
		}
	case Path:
		return "path(" + v.Text + ")"
	case List, Tuple, Set:
		return describeItems(v)
	case Dict:
		return describePairs(v)
	case Span:
		return fmt.Sprintf("%gs", v.Float)
	case Code:
		return "<" + v.Text + ">"
	case Bytes:
		return "bytes"
	}
	return strings.ReplaceAll(literal(v), `"`, "'")
}

func describeParts(parts []*Value) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Whole() {
			b.WriteString(p.Text)
		} else {
			b.WriteString("{" + describe(p) + "}")
		}
	}
	return "f'" + b.String() + "'"
}

func describeItems(v *Value) string {
	var parts []string
	for _, it := range v.Items {
		text := describe(it.Value)
		if it.Rest {
			text = "*" + text
		}
		if len(it.When) > 0 {
			text += " if.."
		}
		parts = append(parts, text)
	}
	brackets := map[Type]string{List: "[]", Tuple: "()", Set: "{}"}[v.Type]
	return brackets[:1] + strings.Join(parts, ", ") + brackets[1:]
}

func describePairs(v *Value) string {
	var parts []string
	for _, p := range v.Pairs {
		text := describe(p.Key) + ": " + describe(p.Value)
		if len(p.When) > 0 {
			text += " if.."
		}
		parts = append(parts, text)
	}
	if v.Open {
		parts = append(parts, "...")
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

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
