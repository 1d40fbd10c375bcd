package pyconf

import (
	"strings"
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

// namesOf is globals(): the names of the module as a dict.
func namesOf(_ *evaluator, c *call) *Value { return &Value{Type: Code, Text: "globals()", Span: c.at} }

// handsOver notes a call that is given the module's names to write to.
func (e *evaluator) handsOver(name string, c *call) bool {
	given := strings.HasSuffix(name, "DjangoDynaconf")
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
	if file, ok := strings.CutSuffix(first(e, c).Settle(), readAtStart); ok && file != "a file" {
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
	e.taint("globals() is updated with names that are not seen", c.at, nil)
}
