package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

// maxSources caps the lines pointed to for one value.
const maxSources = 4

// sources are the statements that set the names from which an assignment takes
// its value, such as HTTPS = False for DEBUG = not HTTPS: the place to change.
func (s *Settings) sources(place audit.Span) []audit.Span {
	var found []audit.Span
	value := s.assignments(place.File)[place]
	if value == nil {
		return nil
	}
	python.Walk(value, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.Name:
			if b := s.scope.Module().Own(n.ID); b != nil && b.Value.Type != pyconf.Code && len(b.Places) > 0 && len(found) < maxSources {
				found = append(found, b.Places[len(b.Places)-1])
			}
		case *python.IfExp, *python.BoolOp, *python.UnaryOp, *python.Compare:
		default:
			return false // what a call or a list takes is not the switch
		}
		return true
	})
	return found
}

// assignments gives the right side of every assignment of a file.
func (s *Settings) assignments(file *audit.File) map[audit.Span]python.Expr {
	if s.inPython(audit.Span{File: file}).File == nil {
		return nil
	}
	all := audit.Once(s.stack, "django assignments", func() map[*audit.File]map[audit.Span]python.Expr {
		return map[*audit.File]map[audit.Span]python.Expr{}
	})
	if all[file] == nil {
		all[file] = map[audit.Span]python.Expr{}
		for _, stmt := range pyconf.Tree(s.stack, file).Body {
			python.Walk(stmt, func(n python.Node) bool {
				if a, ok := n.(*python.Assign); ok {
					all[file][a.Span()] = a.Value
				}
				return true
			})
		}
	}
	return all[file]
}
