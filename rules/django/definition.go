package django

import (
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

// pythonFiles are the Python modules of the stack, settings or not.
func (s *Settings) pythonFiles() []*audit.File {
	return slices.Concat(s.stack.Of("django"), s.stack.Of("python"))
}

// moduleOf gives the file of a module by its dotted name, or nil where it is
// not among the files.
func (s *Settings) moduleOf(dotted string) *audit.File {
	want := strings.ReplaceAll(dotted, ".", "/")
	for _, f := range s.pythonFiles() {
		if stem := pyconf.Stem(f); stem == want || strings.HasSuffix(stem, "/"+want) || strings.HasSuffix(want, "/"+stem) {
			return f
		}
	}
	return nil
}

// definition gives the class, function or assignment that a full name such as
// "shop.views.refused" stands for, or nil where it is not seen.
func (s *Settings) definition(dotted string) python.Stmt {
	i := strings.LastIndexByte(dotted, '.')
	if i < 0 {
		return nil
	}
	file := s.moduleOf(dotted[:i])
	if file == nil {
		return nil
	}
	for _, stmt := range pyconf.Tree(s.stack, file).Body {
		if binds(stmt, dotted[i+1:]) {
			return stmt
		}
	}
	return nil
}

// binds reports whether a statement defines a name.
func binds(stmt python.Stmt, name string) bool {
	switch stmt := stmt.(type) {
	case *python.ClassDef:
		return stmt.Name == name
	case *python.FunctionDef:
		return stmt.Name == name
	case *python.Assign:
		for _, t := range stmt.Targets {
			if x, ok := t.(*python.Name); ok && x.ID == name {
				return true
			}
		}
	}
	return false
}

// extends reports whether one of the bases of a class has the name.
func extends(class *python.ClassDef, name string) bool {
	for _, b := range class.Bases {
		switch b := b.(type) {
		case *python.Name:
			if b.ID == name {
				return true
			}
		case *python.Attribute:
			if b.Attr == name {
				return true
			}
		}
	}
	return false
}

// defines reports whether the body of a class defines one of the names.
func defines(class *python.ClassDef, names ...string) bool {
	for _, stmt := range class.Body {
		for _, name := range names {
			if binds(stmt, name) {
				return true
			}
		}
	}
	return false
}

// calledName is the last part of what a call calls.
func calledName(call *python.Call) string {
	switch f := call.Func.(type) {
	case *python.Name:
		return f.ID
	case *python.Attribute:
		return f.Attr
	}
	return ""
}

// callSite is a call in some module of the stack.
type callSite struct {
	*python.Call
	debug bool // it is made only where a test of DEBUG says so
}

// callsOf gives the calls of functions of the names, in all modules.
func (s *Settings) callsOf(names ...string) []callSite {
	index := audit.Once(s.stack, "django calls", func() map[string][]callSite {
		index := map[string][]callSite{}
		for _, f := range s.pythonFiles() {
			indexCalls(pyconf.Tree(s.stack, f).Body, index)
		}
		return index
	})
	var all []callSite
	for _, name := range names {
		all = append(all, index[name]...)
	}
	return all
}

// indexCalls adds the calls of a module that rules ask for.
func indexCalls(body []python.Stmt, index map[string][]callSite) {
	var guarded audit.Span // the last statement under a test of DEBUG
	python.WalkBody(body, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.If:
			if asksDebug(n.Test) && n.Span().End > guarded.End {
				guarded = n.Span()
			}
		case *python.Call:
			if name := calledName(n); indexed[name] {
				index[name] = append(index[name], callSite{n, n.Span().End <= guarded.End})
			}
		}
		return true
	})
}

// indexed are the functions that rules look for outside the settings module.
var indexed = namesOf("ProtocolTypeRouter", "load_dotenv", "read_env", "get_schema_view", "as_view")

// topIn asks whether the first part of a dotted name is one of a set.
func topIn(set map[string]bool) func(string) bool {
	return func(dotted string) bool {
		top, _, _ := strings.Cut(dotted, ".")
		return set[top]
	}
}
