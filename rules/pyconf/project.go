package pyconf

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// maxStackSteps caps the work on all modules of a stack together.
const maxStackSteps = 4_000_000

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

	// defaults gives a name of django.conf.global_settings, or nil.
	defaults func(name string) *Value
}

// Module is a file as its importers see it.
type Module struct {
	file    *audit.File
	Scope   *Scope
	facts   map[string]bool
	running bool
}

// New makes the Python of a stack, for a release of Django and what its
// global_settings hold; defaults may be nil.
func New(stack *audit.Stack, v audit.Version, defaults func(name string) *Value) *Project {
	return &Project{
		Stack: stack, Version: v, defaults: defaults, steps: maxStackSteps,
		files:   slices.Concat(stack.Of("django"), stack.Of("gunicorn"), stack.Of("python")),
		modules: map[*audit.File]*Module{}, starred: map[*audit.File][]*audit.File{},
	}
}

// globalSetting is what django.conf.global_settings gives a name, or nil.
func (p *Project) globalSetting(name string) *Value {
	if p.defaults == nil {
		return nil
	}
	return p.defaults(name)
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

// find gives the file that an import names, seen from another file.
func (p *Project) find(module string, level int, from *audit.File) *audit.File {
	want := strings.ReplaceAll(module, ".", "/")
	if level == 0 {
		return p.absolute(want, from)
	}
	dir := path.Dir(from.Name)
	for i := 1; i < level; i++ {
		if dir == "." || dir == "/" {
			return p.byTail(want, from)
		}
		dir = path.Dir(dir)
	}
	return p.exact(path.Join(dir, want), from)
}

// exact gives the module or package of the stack at a path without ".py".
func (p *Project) exact(want string, from *audit.File) *audit.File {
	for _, f := range p.files {
		if f != from && Stem(f) == path.Clean(want) {
			return f
		}
	}
	return nil
}

// Stem is the path of a module as imports count it: shop/__init__.py is shop.
func Stem(f *audit.File) string {
	s := strings.TrimSuffix(f.Name, ".py")
	if s == "__init__" {
		return "."
	}
	return strings.TrimSuffix(s, "/__init__")
}

// absolute finds config.settings.base among files that were given with more or
// fewer directories than the import has parts.
func (p *Project) absolute(want string, from *audit.File) *audit.File {
	if !strings.Contains(want, "/") {
		if known[want] {
			return nil
		}
		return p.exact(path.Join(path.Dir(from.Name), want), from)
	}
	if known[want[:strings.IndexByte(want, '/')]] {
		return nil
	}
	return p.byTail(want, from)
}

func (p *Project) byTail(want string, from *audit.File) *audit.File {
	var best *audit.File
	for _, f := range p.files {
		s := Stem(f)
		if f == from || s != want && !strings.HasSuffix(s, "/"+want) && !strings.HasSuffix(want, "/"+s) {
			continue
		}
		if best == nil || len(Stem(best)) < len(s) {
			best = f
		}
	}
	return best
}

// glob gives the files that a pattern of split_settings' include() names.
func (p *Project) glob(pattern string, from *audit.File) []*audit.File {
	pattern = path.Join(path.Dir(from.Name), pattern)
	var found []*audit.File
	for _, f := range p.files {
		if ok, err := path.Match(pattern, f.Name); err == nil && ok && f != from {
			found = append(found, f)
		}
	}
	return found
}

// known are packages that are never a file of the project.
var known = setOf("os", "sys", "re", "json", "logging", "pathlib", "datetime", "typing", "collections", "functools", "itertools",
	"django", "environ", "environs", "decouple", "dj_database_url", "dj_email_url", "django_cache_url", "dotenv", "celery",
	"configurations", "split_settings", "socket", "platform", "warnings", "copy", "random", "string", "uuid", "base64", "hashlib",
	"tempfile", "subprocess", "importlib", "errno", "time", "math", "io", "glob", "shutil", "ssl", "urllib", "ast", "enum", "configparser",
	"distutils", "multiprocessing", "__future__", "traceback", "types", "inspect", "contextlib", "dataclasses", "posixpath", "yaml", "toml", "tomllib",
	"sentry_sdk", "rest_framework", "corsheaders", "boto3", "ldap", "debug_toolbar", "whitenoise", "structlog", "saml2", "pytz", "redis", "kombu")

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
	e.project.star(f, e.file)
	m := e.project.Module(f)
	if m.running {
		e.taint("the modules import each other", s.Span(), nil)
		return
	}
	if m.Scope.Missing != "" {
		e.taint(m.Scope.Missing, s.Span(), m.Scope.GapCond)
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

// star notes that one module runs as a part of another.
func (p *Project) star(f, by *audit.File) {
	if f != by && !slices.Contains(p.starred[f], by) {
		p.starred[f] = append(p.starred[f], by)
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

// includeFiles is include() of django-split-settings: the files run in this
// module's scope.
func (e *evaluator) includeFiles(c *call) *Value {
	for _, a := range c.args {
		optional := a.Type == Code && a.Text == "optional"
		if optional {
			a = a.Object.self
		}
		var files []*audit.File
		if a.Type == Text || a.Type == Path {
			files = e.project.glob(strings.TrimPrefix(a.Text, StackRoot+"/"), e.file)
		}
		for _, f := range files {
			e.include(f)
		}
		if len(files) == 0 {
			e.includeMissing(a, optional, c.at)
		}
	}
	return noneValue(c.at)
}

func (e *evaluator) include(f *audit.File) {
	if e.calls >= maxCalls {
		return
	}
	e.project.star(f, e.file)
	saved := e.file
	e.file = f
	e.calls++
	e.block(Tree(e.project.Stack, f).Body)
	e.calls--
	e.file = saved
}

func (e *evaluator) includeMissing(a *Value, optional bool, at audit.Span) {
	why := path.Base(cmp.Or(a.Text, "an included file")) + " is not among the files"
	if !optional {
		e.taint(why, at, nil)
		return
	}
	e.taint(why, at, &Cond{Key: e.fresh(), Want: true, Span: at, Why: why, Optional: true})
}

func optionalPath(e *evaluator, c *call) *Value {
	return &Value{Type: Code, Text: "optional", Span: c.at, Object: &Object{self: first(e, c)}}
}

// constant is a name of a library whose value is known.
func (e *evaluator) constant(name string, at audit.Span) *Value {
	if text, ok := constants[name]; ok {
		return textValue(text, at)
	}
	switch name {
	case "typing.TYPE_CHECKING":
		return boolValue(false, at)
	case "django.VERSION":
		return versionTuple(e.version, at)
	case "os.sep":
		return textValue("/", at)
	case "os.path.sep":
		return textValue("/", at)
	}
	if setting, ok := strings.CutPrefix(name, "django.conf.global_settings."); ok {
		if d := e.project.globalSetting(setting); d != nil {
			return stamp(d, at)
		}
	}
	return nil
}

// versionTuple is django.VERSION of the target.
func versionTuple(v audit.Version, at audit.Span) *Value {
	t := &Value{Type: Tuple, Span: at}
	for _, n := range v {
		t.Items = append(t.Items, Item{Value: intValue(int64(n), at)})
	}
	t.Items = append(t.Items, Item{Value: textValue("final", at)}, Item{Value: intValue(0, at)})
	return t
}

// constants are the texts of django.utils.csp.CSP.
var constants = map[string]string{
	"django.utils.csp.CSP.SELF": "'self'", "django.utils.csp.CSP.NONE": "'none'",
	"django.utils.csp.CSP.UNSAFE_INLINE": "'unsafe-inline'", "django.utils.csp.CSP.UNSAFE_EVAL": "'unsafe-eval'",
	"django.utils.csp.CSP.UNSAFE_HASHES": "'unsafe-hashes'", "django.utils.csp.CSP.STRICT_DYNAMIC": "'strict-dynamic'",
	"django.utils.csp.CSP.WASM_UNSAFE_EVAL": "'wasm-unsafe-eval'", "django.utils.csp.CSP.REPORT_SAMPLE": "'report-sample'",
	"django.utils.csp.CSP.NONCE": "<CSP_NONCE_SENTINEL>",
}

// Importers are the modules that run a module as a part, by themselves or
// through others.
func (p *Project) Importers(f *audit.File) map[*audit.File]bool {
	found := map[*audit.File]bool{}
	for left := []*audit.File{f}; len(left) > 0; left = left[1:] {
		for _, by := range p.starred[left[0]] {
			if !found[by] {
				found[by] = true
				left = append(left, by)
			}
		}
	}
	return found
}

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
	e := newEvaluator(&Project{}, v, file)
	e.block(python.Parse(file).Body)
	return e.scope.Own("X").Value
}
