package pyconf

import (
	"fmt"
	"strings"
)

// Describe writes a value for the tables of tests: known values as Python,
// env(NAME, default) for what the environment decides, "a | b" for one of
// several, ? for unknown and - for a setting that is not assigned.
func Describe(v *Value) string {
	switch v.Type {
	case Unknown:
		return "?"
	case Absent:
		return "-"
	case Several:
		var parts []string
		for _, c := range v.Choices {
			parts = append(parts, Describe(c.Value))
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
		return "env(" + v.Name + shape + ", " + Describe(v.Default) + ")"
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
	case Duration:
		return fmt.Sprintf("%gs", v.Float)
	case Code:
		return "<" + v.Text + ">"
	case Bytes:
		return "bytes"
	}
	return strings.ReplaceAll(Literal(v), `"`, "'")
}

func describeParts(parts []*Value) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Whole() {
			b.WriteString(p.Text)
		} else {
			b.WriteString("{" + Describe(p) + "}")
		}
	}
	return "f'" + b.String() + "'"
}

func describeItems(v *Value) string {
	var parts []string
	for _, it := range v.Items {
		text := Describe(it.Value)
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
		text := Describe(p.Key) + ": " + Describe(p.Value)
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
