package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("environment-printed", environmentPrinted) }

// environmentPrinted finds settings that print or log the environment.
func environmentPrinted(s *Settings, r *audit.Reporter) {
	for _, stmt := range s.module.Body {
		python.Walk(stmt, func(n python.Node) bool {
			call, ok := n.(*python.Call)
			if !ok || !prints(call) {
				return true
			}
			for _, a := range call.Args {
				if secret := secretArgument(a); secret != "" {
					r.Fail(call.Span(), secret+" is printed at every start")
				}
			}
			return true
		})
	}
}

func prints(call *python.Call) bool {
	switch f := call.Func.(type) {
	case *python.Name:
		return f.ID == "print" || f.ID == "pprint"
	case *python.Attribute:
		switch f.Attr {
		case "debug", "info", "warning", "error", "critical":
			name, ok := f.Value.(*python.Name)
			return ok && (name.ID == "logging" || name.ID == "logger" || name.ID == "log")
		}
	}
	return false
}

// secretArgument names what an argument gives away.
func secretArgument(a python.Expr) string {
	switch a := a.(type) {
	case *python.Attribute:
		if name, ok := a.Value.(*python.Name); ok && name.ID == "os" && a.Attr == "environ" {
			return "the environment"
		}
	case *python.Name:
		if a.ID == "SECRET_KEY" || a.ID == "DATABASES" || secretName(a.ID) {
			return a.ID
		}
	case *python.JoinedStr:
		for _, p := range a.Parts {
			if f, ok := p.(*python.FormattedValue); ok {
				if s := secretArgument(f.Value); s != "" {
					return s
				}
			}
		}
	case *python.Call:
		if len(a.Args) == 1 {
			return secretArgument(a.Args[0])
		}
	}
	return ""
}
