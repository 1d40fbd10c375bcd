package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// Object is what stands behind a Code value.
type Object struct {
	def    *python.FunctionDef
	Lambda *python.Lambda
	Scope  *Scope // where the function was defined; the body of a class
	file   *audit.File

	Bases  []*Object
	Name   string
	schema map[string]schemaEntry // environ.Env(…)
	prefix string
	module *Module
	self   *Value // the value whose method this is
}

// function is a def: it is followed where it is called. A decorator that is
// not known hides what it does.
func (e *evaluator) function(s *python.FunctionDef) *Value {
	o := &Object{def: s, Scope: e.scope, file: e.file, Name: s.Name}
	v := &Value{Type: Code, Text: "def", Span: s.Span(), Object: o}
	for _, d := range s.Decorators {
		switch f := e.eval(d); f.Text {
		case "property", "staticmethod", "classmethod":
			v.Text = f.Text
		case "functools.lru_cache", "functools.lru_cache()", "functools.cache":
		default:
			return e.unknown("what the decorator makes of "+s.Name+" is not seen", s.Span())
		}
	}
	return v
}

// classOf runs the body of a class as a scope of its own.
func (e *evaluator) classOf(s *python.ClassDef) *Value {
	o := &Object{Name: s.Name, file: e.file}
	for _, b := range s.Bases {
		base := e.eval(b)
		if base.Object == nil {
			base = &Value{Type: Code, Text: base.Text, Object: &Object{Name: base.Text}}
		}
		o.Bases = append(o.Bases, base.Object)
	}
	saved := e.scope
	e.scope = newScope(saved.Module())
	o.Scope = e.scope
	e.scope.Class = o
	for _, b := range o.Bases {
		if b.Scope != nil {
			e.inherit(e.scope, b.Scope)
		} else if b.Name != "" && b.Name != "object" && !SettingsBase(b.Name) {
			e.scope.Missing, e.scope.Gap = b.Name+" is not among the files", s.Span()
		}
	}
	e.block(s.Body)
	e.scope = saved
	return &Value{Type: Code, Text: "class", Span: s.Span(), Object: o}
}

// SettingsBase reports whether the class is one that brings no settings.
func SettingsBase(name string) bool {
	return strings.HasPrefix(name, "configurations.") || name == "Configuration"
}

func (e *evaluator) inherit(s, base *Scope) {
	e.spend(len(base.Order))
	for _, name := range base.Order {
		if b := base.Own(name); b != nil {
			s.put(name, b)
		}
	}
	if base.Missing != "" {
		s.Missing, s.Gap = base.Missing, base.Gap
	}
}

// attribute is v.attr.
func (e *evaluator) attribute(v *Value, attr string, at audit.Span) *Value {
	v = Restrict(v, e.facts)
	switch v.Type {
	case Code:
		return e.member(v, attr, at)
	case Path:
		return e.pathAttribute(v, attr, at)
	case Several:
		return v.Each(func(c *Value) *Value { return e.attribute(c, attr, at) })
	case Unknown, Env:
		return e.unknown(cmp.Or(v.Settle(), "what ."+attr+" gives is not seen"), at)
	}
	return &Value{Type: Code, Text: "method", Span: at, Object: &Object{self: v, Name: attr}}
}

// member is an attribute of a module, class or library object.
func (e *evaluator) member(v *Value, attr string, at audit.Span) *Value {
	if o := v.Object; o != nil {
		switch {
		case o.module != nil && attr == "__dict__":
			return namesOfModule(v, at)
		case o.module != nil:
			return e.moduleMember(o.module, attr, at)
		case o.Scope != nil && v.Text == "class":
			return e.classMember(o, attr, at)
		case o.schema != nil || v.Text == "environ":
			return &Value{Type: Code, Text: "environ." + attr, Span: at, Object: &Object{schema: o.schema, prefix: o.prefix, self: v}}
		}
	}
	name := cut(v.Text + "." + attr)
	if known := e.constant(name, at); known != nil {
		return known
	}
	return &Value{Type: Code, Text: name, Span: at, Object: v.Object}
}

func (e *evaluator) classMember(o *Object, attr string, at audit.Span) *Value {
	b := o.Scope.Own(attr)
	if b == nil {
		return e.unknown(o.Name+"."+attr+" is not seen", at)
	}
	if b.Value.Type == Code && b.Value.Text == "property" && b.Value.Object != nil {
		return e.invoke(b.Value.Object, &call{at: at, args: []*Value{{Type: Code, Text: "class", Object: o}}})
	}
	return Restrict(b.Value, e.facts)
}
