package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"globals": namesOf,
		"locals":  namesOf,
		"vars":    namesOf,
		"setattr": (*evaluator).setattr,
		"exec":    (*evaluator).execCall,
		"compile": contentOf,
	})
}

// namesOf is globals() and its kin: the names of the module as a dict, or those
// of the module that is given.
func namesOf(e *evaluator, c *call) *Value {
	switch v := c.arg(0); {
	case v == nil:
		return &Value{Type: Code, Text: "globals()", Span: c.at}
	case v.Type == Code && v.Object != nil && v.Object.module != nil:
		return namesOfModule(v, c.at)
	case v.Type == Code && v.Object == nil:
		return e.attribute(v, "__dict__", c.at)
	}
	return e.unknown("what vars() gives is not followed", c.at)
}

// namesOfModule is module.__dict__.
func namesOfModule(v *Value, at audit.Span) *Value {
	return &Value{Type: Code, Text: "__dict__", Span: at, Object: v.Object}
}

// handsOver notes a call that is given the module's names to write to. What
// dynaconf adds from its files and the environment may be nothing.
func (e *evaluator) handsOver(name string, c *call) bool {
	if strings.HasSuffix(name, "DjangoDynaconf") {
		why := name + "() may set any setting"
		e.taint(why, c.at, &Cond{Key: e.fresh(), Want: true, Span: c.at, Why: why, Optional: true})
		return true
	}
	given := false
	for _, a := range c.args {
		given = given || a.Type == Code && a.Text == "globals()"
	}
	for _, k := range c.keywords {
		given = given || k.value.Type == Code && k.value.Text == "globals()"
	}
	if given {
		e.taint(name+"() may set any setting", c.at, nil)
	}
	return given
}

// setattr on a module may set any setting.
func (e *evaluator) setattr(c *call) *Value {
	name, v := c.arg(1), c.arg(2)
	if name != nil && name.Whole() && v != nil && Capital(name.Text) {
		e.storeInto(&Value{Type: Code, Text: "globals()"}, name, v, c.at)
	} else {
		e.taint("setattr() may set any setting", c.at, nil)
	}
	return noneValue(c.at)
}

// execCall runs a text as a part of the module: that of a file, where it is one.
func (e *evaluator) execCall(c *call) *Value {
	why := "exec() may set any setting"
	v := first(e, c)
	if v.Object != nil && v.Object.file != nil {
		e.include(v.Object.file)
		return noneValue(c.at)
	}
	if file, ok := strings.CutSuffix(v.Settle(), readAtStart); ok && file != "a file" {
		why = file + " is not among the files"
	}
	e.taint(why, c.at, nil)
	return noneValue(c.at)
}

// globalsMethod is globals().update(…) and its kin.
func (e *evaluator) globalsMethod(method string, c *call) *Value {
	switch method {
	case "get", "copy", "keys", "items":
		if name := c.arg(0); method == "get" && name != nil && name.Whole() {
			if b, _ := e.scope.find(name.Text); b != nil {
				return Restrict(b.Value, e.facts)
			}
			if e.scope.Module().Missing == "" {
				return second(e, c)
			}
		}
		return e.unknown("what globals() holds is not followed", c.at)
	case "update", "setdefault":
		e.globalsUpdate(c)
	}
	return noneValue(c.at)
}

func (e *evaluator) globalsUpdate(c *call) {
	globals := &Value{Type: Code, Text: "globals()"}
	for _, k := range c.keywords {
		e.storeInto(globals, textValue(k.name, c.at), k.value, c.at)
	}
	a := c.arg(0)
	if a == nil && !c.partial {
		return
	}
	if a != nil && a.Type == Dict && !a.Open && a.pairsSteady() {
		for _, p := range a.Pairs {
			e.storeInto(globals, p.Key, p.Value, c.at)
		}
		return
	}
	e.updatedBy(a, c.at)
}

// updatedBy is globals().update() with what is no dict that is seen: the names
// of another module, or anything.
func (e *evaluator) updatedBy(v *Value, at audit.Span) {
	why := "globals() is updated with names that are not seen"
	if v == nil {
		e.taint(why, at, nil)
		return
	}
	if v.Type == Code && v.Object != nil && v.Object.module != nil {
		e.adoptAll(v.Object.module.file, at)
		return
	}
	if module, ok := strings.CutSuffix(v.Text, ".__dict__"); ok && v.Type == Code {
		_, last := splitDotted(module)
		why = last + ".py is not among the files"
	}
	e.taint(cmp.Or(v.Settle(), why), at, nil)
}
