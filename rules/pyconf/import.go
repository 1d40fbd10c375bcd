package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// importModules is import a, b.c as d.
func (e *evaluator) importModules(s *python.Import) {
	for _, a := range s.Names {
		if a.AsName != "" {
			e.set(a.AsName, e.imported(a.Name, s.Span()), s.Span())
			continue
		}
		top, _, _ := strings.Cut(a.Name, ".")
		e.set(top, e.imported(top, s.Span()), s.Span())
	}
}

// imported is a module as a value.
func (e *evaluator) imported(name string, at audit.Span) *Value {
	v := &Value{Type: Code, Text: name, Span: at}
	if f := e.project.find(name, 0, e.file); f != nil {
		v.Object = &Object{module: e.project.Module(f)}
	}
	return v
}

// importFrom is from module import names.
func (e *evaluator) importFrom(s *python.ImportFrom) {
	if len(s.Names) == 1 && s.Names[0].Name == "*" {
		e.importAll(s)
		return
	}
	f := e.project.find(s.Module, s.Level, e.file)
	for _, a := range s.Names {
		name := cmp.Or(a.AsName, a.Name)
		e.set(name, e.importOne(s, f, a.Name), s.Span())
	}
}

func (e *evaluator) importOne(s *python.ImportFrom, f *audit.File, name string) *Value {
	inner := strings.TrimPrefix(s.Module+"."+name, ".")
	if f != nil {
		m := e.project.Module(f)
		if b := m.Scope.Own(name); b != nil && !m.running {
			return b.Value
		}
	}
	if sub := e.project.find(inner, s.Level, e.file); sub != nil {
		return &Value{Type: Code, Text: inner, Span: s.Span(), Object: &Object{module: e.project.Module(sub)}}
	}
	if f != nil {
		return e.moduleMember(e.project.Module(f), name, s.Span())
	}
	if s.Level > 0 {
		return e.unknown(e.missingFile(s), s.Span())
	}
	if v := e.constant(inner, s.Span()); v != nil {
		return v
	}
	return &Value{Type: Code, Text: inner, Span: s.Span()}
}

// missingFile says which file would settle an import.
func (e *evaluator) missingFile(s *python.ImportFrom) string {
	name := s.Module[strings.LastIndexByte(s.Module, '.')+1:]
	if name == "" {
		name = "__init__"
	}
	return name + ".py is not among the files"
}

// moduleMember is a name of another module.
func (e *evaluator) moduleMember(m *Module, name string, at audit.Span) *Value {
	if b := m.Scope.Own(name); b != nil && b.Value.Type != Absent {
		return defined(b.Value)
	}
	why := m.Scope.Missing
	if m.running {
		why = "the modules import each other"
	}
	return e.unknown(cmp.Or(why, name+" is not defined in "+m.file.Name), at)
}

// importAll is from module import *.
func (e *evaluator) importAll(s *python.ImportFrom) {
	f := e.project.find(s.Module, s.Level, e.file)
	if f == nil {
		e.importMissing(s)
		return
	}
	e.adoptAll(f, s.Span())
}

// adoptAll takes over every name of another module.
func (e *evaluator) adoptAll(f *audit.File, at audit.Span) {
	e.project.star(f, e.file)
	m := e.project.Module(f)
	if m.running {
		e.taint("the modules import each other", at, nil)
		return
	}
	if m.Scope.Missing != "" {
		e.taint(m.Scope.Missing, at, m.Scope.GapCond)
	}
	home := e.scope
	for _, name := range m.Scope.Order {
		b := m.Scope.Own(name)
		if b == nil || strings.HasPrefix(name, "_") || !e.spend(1) {
			continue
		}
		if maybe(b.Value) {
			b = &Binding{Either(withBefore(b.Value, home.Own(name))), b.Places}
		}
		home.put(name, b)
	}
}

// maybe reports whether a name exists on some ways through its module only.
func maybe(v *Value) bool {
	if v.Type == Absent {
		return true
	}
	for _, c := range v.Choices {
		if c.Value.Type == Absent {
			return true
		}
	}
	return false
}

// withBefore keeps what the name held where the imported module does not set it.
func withBefore(v *Value, before *Binding) []Choice {
	choices := append([]Choice(nil), ChoicesOf(v)...)
	if before != nil {
		for i, c := range choices {
			if c.Value.Type == Absent {
				choices[i].Value = before.Value
			}
		}
	}
	return choices
}

func (e *evaluator) importMissing(s *python.ImportFrom) {
	top, _, _ := strings.Cut(s.Module, ".")
	switch {
	case s.Level == 0 && s.Module == "django.conf.global_settings":
		e.scope.defaults = true
	case s.Level == 0 && known[top]:
	default:
		e.taint(e.missingFile(s), s.Span(), e.optional)
	}
}

// importAttempt is a try that starts with an import.
func (e *evaluator) importAttempt(c Cond, name string, level int) (Cond, bool) {
	top, _, _ := strings.Cut(name, ".")
	if level == 0 && known[top] && !optionalPackages[top] || e.project.find(name, level, e.file) != nil {
		return c, true
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	c.Optional, c.Why = true, cmp.Or(last, "__init__")+".py is not among the files"
	if level == 0 && !strings.Contains(strings.ToLower(name), "setting") && !strings.Contains(name, "local") {
		c.Why = "whether " + name + " can be imported is not seen"
	}
	return c, false
}

// optionalPackages are known packages that a project may do without.
var optionalPackages = setOf("sentry_sdk", "ldap", "debug_toolbar", "whitenoise", "structlog", "saml2", "boto3", "redis", "dotenv", "rest_framework")
