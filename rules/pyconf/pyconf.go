// Package pyconf follows Python modules that hold configuration, without running
// them: what each name holds once the module has run, on which conditions, and
// every line that had a part in it. What cannot be followed is unknown and says
// what would settle it.
package pyconf

import (
	"cmp"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// Project is the Python of a stack: its modules, each followed once. Make it
// with New.
type Project struct {
	Stack   *audit.Stack
	Version audit.Version
	files   []*audit.File
	modules map[*audit.File]*Module
	starred map[*audit.File][]*audit.File // who imports a module whole
	steps   int
	keys    int
	idents  int
	reads   map[string]audit.Span
	starts  map[string]start // the questions of startswith()

	// defaults gives a name of django.conf.global_settings, or nil.
	defaults func(name string) *Value
}

// New makes the Python of a stack, for a release of Django and what its
// global_settings hold; defaults may be nil.
func New(stack *audit.Stack, v audit.Version, defaults func(name string) *Value) *Project {
	return &Project{
		Stack: stack, Version: v, defaults: defaults, steps: maxStackSteps,
		files:   slices.Concat(stack.Of("django"), stack.Of("gunicorn"), stack.Of("python")),
		modules: map[*audit.File]*Module{}, starts: map[string]start{}, starred: map[*audit.File][]*audit.File{},
	}
}

// globalSetting is what django.conf.global_settings gives a name, or nil.
func (p *Project) globalSetting(name string) *Value {
	if p.defaults == nil {
		return nil
	}
	return p.defaults(name)
}

// Tree gives the tree of a Python file of the stack; each file is read once.
func Tree(stack *audit.Stack, file *audit.File) *python.Module {
	trees := audit.Once(stack, "python", func() map[*audit.File]*python.Module {
		return map[*audit.File]*python.Module{}
	})
	if trees[file] == nil {
		trees[file] = python.Parse(file)
	}
	return trees[file]
}

// Module is a file as its importers see it.
type Module struct {
	file    *audit.File
	Scope   *Scope
	facts   map[string]bool
	running bool
}

// maxStackSteps caps the work on all modules of a stack together.
const maxStackSteps = 4_000_000

// Module follows a file, the first time it is asked for.
func (p *Project) Module(file *audit.File) *Module {
	if m := p.modules[file]; m != nil {
		return m
	}
	m := &Module{file: file, running: true}
	p.modules[file] = m
	e := newEvaluator(p, p.Version, file)
	m.Scope, m.facts = e.scope, e.facts
	own := MaxSteps
	e.steps = &own
	if p.steps < own {
		own = max(p.steps, 0)
	}
	given := own
	e.block(Tree(p.Stack, file).Body)
	p.steps -= given - max(own, 0)
	m.running = false
	return m
}

// variable looks an environment variable up in the files of the stack that set
// one. Where they disagree, none of them is believed.
func (p *Project) variable(name string) (text string, place audit.Span, ok bool) {
	if p.Stack == nil {
		return "", audit.Span{}, false
	}
	for _, v := range p.Stack.Variables(name) {
		if ok && v.Value != text {
			return "", audit.Span{}, false
		}
		text, place, ok = v.Value, v.Span, true
	}
	return text, place, ok
}

// note keeps which environment variables the modules read, and where first.
func (p *Project) note(name string, at audit.Span) {
	if p.reads == nil {
		p.reads = map[string]audit.Span{}
	}
	if _, known := p.reads[name]; !known && len(p.reads) < maxReads {
		p.reads[name] = at
	}
}

// maxReads caps the environment variables that are kept.
const maxReads = 2000

// Reads gives the environment variables that the modules read, and the first
// place that reads each.
func (p *Project) Reads() map[string]audit.Span { return p.reads }

// Reading is the use of a name of a module from outside, once it has run.
type Reading struct {
	Name  string // the name that is read
	Class string // the class that it is an attribute of, if one
	Scope *Scope
	File  *audit.File
	Facts map[string]bool
	Steps *int // left for it
}

// Follow gives what an object stands for where a name that holds it is read: a
// name imported from elsewhere is not known, a property is asked, and a value
// of django-configurations reads the environment.
func (p *Project) Follow(c *Value, r *Reading) *Value {
	e := newEvaluator(p, p.Version, r.File)
	e.steps = r.Steps
	switch {
	case c.Text == "configurations.value":
		return stamp(e.parseEnv(c.Object.Name, e.readEnv(c.Object.prefix+r.Name, c.Object.self, c.Span), c.Span), c.At)
	case c.Text == "configurations.named":
		return stamp(e.parseEnv(c.Object.Name, e.readEnv(c.Object.prefix, c.Object.self, c.Span), c.Span), c.At)
	case c.Text == "property" && c.Object != nil:
		self := &Value{Type: Code, Text: "class", Object: &Object{Scope: r.Scope, Name: r.Class}}
		e.scope, e.facts = c.Object.Scope, r.Facts
		return stamp(e.invoke(c.Object, &call{at: c.Span, args: []*Value{self}}), c.At)
	case c.Object != nil || c.Text == "lambda":
		return c
	}
	v := NewUnknown(notGiven(cmp.Or(c.Text, r.Name)), c.Span)
	v.At, v.Question = c.At, "code "+c.Text
	return v
}

// Expression evaluates a Python expression by itself.
func Expression(text string, v audit.Version) *Value {
	file := &audit.File{Name: "expression.py", Text: "X = " + text + "\n"}
	e := newEvaluator(&Project{starts: map[string]start{}}, v, file)
	e.block(python.Parse(file).Body)
	return e.scope.Own("X").Value
}

func newEvaluator(p *Project, v audit.Version, file *audit.File) *evaluator {
	if p.steps == 0 && p.Stack == nil {
		p.steps = MaxSteps
	}
	e := &evaluator{
		project: p, version: v, steps: &p.steps, file: file, scope: newScope(nil),
		facts: map[string]bool{}, envSet: map[string]*Value{}, envDef: map[string]*Value{},
	}
	at := file.Span(0, 0)
	e.scope.layers[0]["__file__"] = &Binding{Value: filePath(file, at)}
	e.scope.layers[0]["__name__"] = &Binding{Value: textValue(moduleName(file.Name), at)}
	return e
}

func moduleName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(file, ".py"), "/__init__"), "/", ".")
}

// Capital reports whether Django takes a module's name for a setting.
func Capital(name string) bool {
	upper := false
	for _, r := range name {
		if r >= 'a' && r <= 'z' {
			return false
		}
		upper = upper || r >= 'A' && r <= 'Z'
	}
	return upper
}
