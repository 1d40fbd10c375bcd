package django

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// maxStackSteps caps the work on all modules of a stack together.
const maxStackSteps = 4_000_000

// project is the Python of a stack: its modules, each followed once.
type project struct {
	stack   *audit.Stack
	version audit.Version
	files   []*audit.File
	modules map[*audit.File]*module
	starred map[*audit.File][]*audit.File // who imports a module whole
	steps   int
	keys    int
	idents  int
}

// module is a file as its importers see it.
type module struct {
	file    *audit.File
	scope   *scope
	facts   map[string]bool
	running bool
}

func newProject(stack *audit.Stack) *project {
	return &project{
		stack: stack, version: stack.Targets["django"], steps: maxStackSteps,
		files:   append(append([]*audit.File(nil), stack.Of("django")...), stack.Of("python")...),
		modules: map[*audit.File]*module{}, starred: map[*audit.File][]*audit.File{},
	}
}

func newEvaluator(p *project, v audit.Version, file *audit.File) *evaluator {
	if p.steps == 0 && p.stack == nil {
		p.steps = maxSteps
	}
	e := &evaluator{
		project: p, version: v, steps: &p.steps, file: file, scope: newScope(nil),
		facts: map[string]bool{}, envSet: map[string]*Value{}, envDef: map[string]*Value{},
	}
	at := file.Span(0, 0)
	e.scope.layers[0]["__file__"] = &binding{value: filePath(file, at)}
	e.scope.layers[0]["__name__"] = &binding{value: textValue(moduleName(file.Name), at)}
	return e
}

func moduleName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimSuffix(file, ".py"), "/__init__"), "/", ".")
}

// module follows a file, the first time it is asked for.
func (p *project) module(file *audit.File) *module {
	if m := p.modules[file]; m != nil {
		return m
	}
	m := &module{file: file, running: true}
	p.modules[file] = m
	e := newEvaluator(p, p.version, file)
	m.scope, m.facts = e.scope, e.facts
	own := maxSteps
	e.steps = &own
	if p.steps < own {
		own = max(p.steps, 0)
	}
	given := own
	e.block(parsed(p.stack, file).Body)
	p.steps -= given - max(own, 0)
	m.running = false
	return m
}

// variable looks an environment variable up in the files of the stack that set
// one. Where they disagree, none of them is believed.
func (p *project) variable(name string) (text string, place audit.Span, ok bool) {
	if p.stack == nil {
		return "", audit.Span{}, false
	}
	for _, v := range p.stack.Variables(name) {
		if ok && v.Value != text {
			return "", audit.Span{}, false
		}
		text, place, ok = v.Value, v.Span, true
	}
	return text, place, ok
}

// find gives the file that an import names, seen from another file.
func (p *project) find(module string, level int, from *audit.File) *audit.File {
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
func (p *project) exact(want string, from *audit.File) *audit.File {
	for _, f := range p.files {
		if f != from && stem(f) == path.Clean(want) {
			return f
		}
	}
	return nil
}

// stem is the path of a module as imports count it: shop/__init__.py is shop.
func stem(f *audit.File) string {
	s := strings.TrimSuffix(f.Name, ".py")
	if s == "__init__" {
		return "."
	}
	return strings.TrimSuffix(s, "/__init__")
}

// absolute finds config.settings.base among files that were given with more or
// fewer directories than the import has parts.
func (p *project) absolute(want string, from *audit.File) *audit.File {
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

func (p *project) byTail(want string, from *audit.File) *audit.File {
	var best *audit.File
	for _, f := range p.files {
		s := stem(f)
		if f == from || s != want && !strings.HasSuffix(s, "/"+want) && !strings.HasSuffix(want, "/"+s) {
			continue
		}
		if best == nil || len(stem(best)) < len(s) {
			best = f
		}
	}
	return best
}

// glob gives the files that a pattern of split_settings' include() names.
func (p *project) glob(pattern string, from *audit.File) []*audit.File {
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
		v.object = &object{module: e.project.module(f)}
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
		name := orElse(a.AsName, a.Name)
		e.set(name, e.importOne(s, f, a.Name), s.Span())
	}
}

func (e *evaluator) importOne(s *python.ImportFrom, f *audit.File, name string) *Value {
	inner := strings.TrimPrefix(s.Module+"."+name, ".")
	if f != nil {
		m := e.project.module(f)
		if b := m.scope.own(name); b != nil && !m.running {
			return b.value
		}
	}
	if sub := e.project.find(inner, s.Level, e.file); sub != nil {
		return &Value{Type: Code, Text: inner, Span: s.Span(), object: &object{module: e.project.module(sub)}}
	}
	if f != nil {
		return e.moduleMember(e.project.module(f), name, s.Span())
	}
	if s.Level > 0 {
		return e.unknown(e.missingFile(s), s.Span())
	}
	if v := constant(inner, e.version, s.Span()); v != nil {
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
func (e *evaluator) moduleMember(m *module, name string, at audit.Span) *Value {
	if b := m.scope.own(name); b != nil && b.value.Type != Absent {
		return defined(b.value)
	}
	why := m.scope.missing
	if m.running {
		why = "the modules import each other"
	}
	return e.unknown(orElse(why, name+" is not defined in "+m.file.Name), at)
}

// importAll is from module import *.
func (e *evaluator) importAll(s *python.ImportFrom) {
	f := e.project.find(s.Module, s.Level, e.file)
	if f == nil {
		e.importMissing(s)
		return
	}
	e.project.star(f, e.file)
	m := e.project.module(f)
	if m.running {
		e.taint("the modules import each other", s.Span(), nil)
		return
	}
	if m.scope.missing != "" {
		e.taint(m.scope.missing, s.Span(), m.scope.gapCond)
	}
	home := e.scope
	for _, name := range m.scope.order {
		b := m.scope.own(name)
		if b == nil || strings.HasPrefix(name, "_") || !e.spend(1) {
			continue
		}
		if maybe(b.value) {
			b = &binding{several(withBefore(b.value, home.own(name))), b.places}
		}
		home.put(name, b)
	}
}

// star notes that one module runs as a part of another.
func (p *project) star(f, by *audit.File) {
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
func withBefore(v *Value, before *binding) []Choice {
	choices := append([]Choice(nil), choicesOf(v)...)
	if before != nil {
		for i, c := range choices {
			if c.Value.Type == Absent {
				choices[i].Value = before.value
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
	c.Optional, c.Why = true, orElse(last, "__init__")+".py is not among the files"
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
			a = a.object.self
		}
		var files []*audit.File
		if a.Type == Text || a.Type == Path {
			files = e.project.glob(strings.TrimPrefix(a.Text, stackRoot+"/"), e.file)
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
	e.block(parsed(e.project.stack, f).Body)
	e.calls--
	e.file = saved
}

func (e *evaluator) includeMissing(a *Value, optional bool, at audit.Span) {
	why := path.Base(orElse(a.Text, "an included file")) + " is not among the files"
	if !optional {
		e.taint(why, at, nil)
		return
	}
	e.taint(why, at, &Cond{Key: e.fresh(), Want: true, Span: at, Why: why, Optional: true})
}

func optionalPath(e *evaluator, c *call) *Value {
	return &Value{Type: Code, Text: "optional", Span: c.at, object: &object{self: first(e, c)}}
}

// constant is a name of a library whose value is known.
func constant(name string, v audit.Version, at audit.Span) *Value {
	if text, ok := constants[name]; ok {
		return textValue(text, at)
	}
	switch name {
	case "typing.TYPE_CHECKING":
		return boolValue(false, at)
	case "django.VERSION":
		return versionTuple(v, at)
	case "os.sep":
		return textValue("/", at)
	case "os.path.sep":
		return textValue("/", at)
	}
	if setting, ok := strings.CutPrefix(name, "django.conf.global_settings."); ok {
		if d := defaultOf(setting, v); d != nil {
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
