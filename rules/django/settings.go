package django

import (
	"path"
	"slices"
	"sort"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// Settings are the settings in force once a module has run. Where the module
// leaves DEBUG open, every other setting is read as it is with DEBUG off: that
// is how the site is deployed.
type Settings struct {
	File    *audit.File
	Class   string // the class whose attributes are the settings, if one is
	Version audit.Version
	Home    audit.Span // where the module starts: the place of what is absent

	// Development says why the module is taken for one that is not deployed,
	// such as "dev.py"; empty for a production module.
	Development string

	stack   *audit.Stack
	module  *python.Module
	scope   *scope
	facts   map[string]bool
	whole   bool   // absent settings are at their default
	partial string // else: what would settle them
	cache   map[string]*Value
	steps   int                // left for properties, which are followed when asked for
	told    map[finding]string // what the models before have said, shared by all
}

// Models gives the settings modules of the stack, the most production-like
// first. A module that another one imports whole is part of that one, unless
// only modules for development import it.
func Models(stack *audit.Stack) []*Settings {
	return audit.Once(stack, "django", func() []*Settings { return models(stack) })
}

func models(stack *audit.Stack) []*Settings {
	p := newProject(stack)
	files := stack.Of("django")
	for _, f := range files {
		p.module(f)
	}
	var all []*Settings
	for _, f := range files {
		if p.entry(f) {
			all = append(all, settingsOf(p, f)...)
		}
	}
	told := map[finding]string{}
	for _, s := range all {
		s.told = told
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Development == "" && all[j].Development != "" })
	return all
}

// entry reports whether a module is audited by itself: no other module runs it
// as a part. A module that is not for development stays one where only modules
// for development run it, and modules that run each other all stay.
func (p *project) entry(f *audit.File) bool {
	own := development(f.Name, "") != ""
	above := p.importers(f)
	for g := range above {
		if (own || development(g.Name, "") == "") && !p.importers(g)[f] {
			return false
		}
	}
	return true
}

// importers are the modules that run a module as a part, by themselves or
// through others.
func (p *project) importers(f *audit.File) map[*audit.File]bool {
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

// settingsOf makes the settings of a module, or of each class of one that
// keeps its settings in classes.
func settingsOf(p *project, file *audit.File) []*Settings {
	m := p.module(file)
	base := Settings{
		File: file, Version: p.version, stack: p.stack, module: parsed(p.stack, file), Home: homeOf(p, file),
	}
	var all []*Settings
	for _, class := range settingsClasses(m) {
		s := base
		s.Class = class.name
		s.init(class.scope)
		all = append(all, &s)
	}
	if len(all) == 0 && (countSettings(m.scope) > 0 || m.scope.missing != "") {
		s := base
		s.init(m.scope)
		all = append(all, &s)
	}
	return all
}

func homeOf(p *project, file *audit.File) audit.Span {
	if body := parsed(p.stack, file).Body; len(body) > 0 {
		return file.Line(body[0].Span().Line())
	}
	return file.Line(1)
}

// settingsClasses are the classes of a module that hold settings and that no
// other class of it extends.
func settingsClasses(m *module) []*object {
	if countKnown(m.scope) >= 2 {
		return nil
	}
	var found []*object
	extended := map[*object]bool{}
	for _, name := range m.scope.order {
		b := m.scope.own(name)
		if b == nil || b.value.Type != Code || b.value.Text != "class" || b.value.object == nil {
			continue
		}
		if o := b.value.object; holdsSettings(o) && len(found) < 32 {
			found = append(found, o)
			for _, base := range o.bases {
				extended[base] = true
			}
		}
	}
	var leaves []*object
	for _, o := range found {
		if !extended[o] {
			leaves = append(leaves, o)
		}
	}
	return leaves
}

// holdsSettings reports whether a class is one of settings: by what it holds,
// or by a base class of django-configurations.
func holdsSettings(o *object) bool {
	return countKnown(o.scope) >= 2 || countSettings(o.scope) > 0 && configured(o, 0)
}

func configured(o *object, depth int) bool {
	if settingsBase(o.name) {
		return true
	}
	for _, base := range o.bases {
		if depth < 16 && configured(base, depth+1) {
			return true
		}
	}
	return false
}

func countSettings(s *scope) int {
	n := 0
	for _, name := range s.order {
		if settingName(name) {
			n++
		}
	}
	return n
}

func countKnown(s *scope) int {
	n := 0
	for _, name := range s.order {
		if releaseOf[name] != nil && s.own(name) != nil {
			n++
		}
	}
	return n
}

func (s *Settings) init(scope *scope) {
	s.scope, s.steps = scope, maxSteps/4
	s.cache = map[string]*Value{}
	s.facts = map[string]bool{}
	s.Development = development(s.File.Name, s.Class)
	s.facts = production(s.raw("DEBUG"))
	s.cache = map[string]*Value{}
	s.whole = s.looksWhole()
	if deployed := deployedModule(s.stack); deployed != nil && deployed != s.File && s.Development == "" {
		s.Development = path.Base(s.File.Name) + ", not the deployed module"
	}
}

// deployedModule is the file that DJANGO_SETTINGS_MODULE names in the stack, if
// all who set it agree. A module for development is never taken for it.
func deployedModule(stack *audit.Stack) *audit.File {
	var found *audit.File
	for _, v := range stack.Variables("DJANGO_SETTINGS_MODULE") {
		want := strings.ReplaceAll(v.Value, ".", "/")
		var named *audit.File
		for _, f := range stack.Of("django") {
			if s := stem(f); s == want || strings.HasSuffix(s, "/"+want) || strings.HasSuffix(want, "/"+s) {
				named = f
			}
		}
		if named == nil || found != nil && found != named || development(named.Name, "") != "" {
			return nil
		}
		found = named
	}
	return found
}

// looksWhole reports whether a setting that is not assigned is at its default:
// the module defines the apps, middleware or URLs, and nothing that it imports
// whole is out of sight.
func (s *Settings) looksWhole() bool {
	switch {
	case s.scope.missing != "" && s.scope.gapCond == nil:
		s.partial = s.scope.missing
		return false
	case shared(s.File.Name):
		s.partial = "the module that imports " + path.Base(s.File.Name) + " is not among the files"
		return false
	case s.Class != "" && s.scope.class != nil && configured(s.scope.class, 0):
		return true // what neither the class nor its bases set, nobody sets
	}
	for _, name := range []string{"INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF"} {
		if s.Has(name) {
			return true
		}
	}
	s.partial = "the rest of the settings module is not among the files"
	return false
}

// shared reports whether the name is one of a module made to be imported.
func shared(name string) bool {
	for _, word := range words(strings.TrimSuffix(path.Base(name), ".py")) {
		switch word {
		case "base", "common", "default", "defaults", "global", "shared":
			return true
		}
	}
	return false
}

// development says why a module is not the deployed one, by its name.
func development(file, class string) string {
	base := path.Base(file)
	if class != "" && developmentName(class) {
		return "class " + class
	}
	if name := strings.TrimSuffix(base, ".py"); developmentName(name) && !override(name) {
		return base
	}
	for _, dir := range strings.Split(path.Dir(file), "/") {
		if dir == "tests" || dir == "test" || dir == "testing" || dir == "testutils" {
			return dir + "/" + base
		}
	}
	return ""
}

// override reports whether the name is the one under which a host keeps its own
// settings, a deployed host as well as a developer's.
func override(name string) bool {
	w := words(name)
	slices.Sort(w)
	return len(w) == 2 && w[0] == "local" && w[1] == "settings"
}

// developmentWords mark a module that is not deployed.
var developmentWords = setOf("dev", "devel", "develop", "development", "local", "test", "tests", "testing", "ci", "debug", "localhost", "build")

func developmentName(name string) bool {
	for _, word := range words(name) {
		if developmentWords[word] {
			return true
		}
	}
	return false
}

// words cuts a name at underscores, dashes, dots and inner capitals.
func words(name string) []string {
	var out []string
	start := 0
	for i := 0; i <= len(name); i++ {
		inner := i > start && i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && name[i-1] >= 'a' && name[i-1] <= 'z'
		if i == len(name) || strings.IndexByte("_-. ", name[i]) >= 0 || inner {
			if i > start {
				out = append(out, strings.ToLower(name[start:i]))
			}
			start = i
			if !inner {
				start++
			}
		}
	}
	return out
}

// production gives what must hold for DEBUG to be off, where that is open.
func production(debug *Value) map[string]bool {
	facts := map[string]bool{}
	if debug == nil || debug.Truth() != audit.Maybe {
		return facts
	}
	var shared Conds
	first := true
	for _, c := range choicesOf(debug) {
		truth := c.Value.Truth()
		if truth == audit.Yes || !c.When.plainly() {
			continue
		}
		when := c.When
		if truth == audit.Maybe && c.Value.key != "" {
			when, _ = when.and(Cond{Key: c.Value.key, Want: c.Value.neg})
		}
		if first {
			shared, first = when, false
			continue
		}
		shared = common(shared, when)
	}
	for _, c := range shared {
		facts[c.Key] = c.Want
	}
	return facts
}

func common(a, b Conds) Conds {
	var out Conds
	for _, c := range a {
		if want, found := b.want(c.Key); found && want == c.Want {
			out = append(out, c)
		}
	}
	return out
}

// Has reports whether the module assigns the setting on some way through it.
func (s *Settings) Has(name string) bool {
	b := s.scope.own(name)
	return b != nil && b.value.Type != Absent
}

// Names gives the settings that the module assigns, in the order of their
// first assignment.
func (s *Settings) Names() []string {
	var names []string
	for _, name := range s.scope.order {
		if settingName(name) && s.Has(name) {
			names = append(names, name)
		}
	}
	return names
}

// Places are the statements that had a part in the setting, in their order.
func (s *Settings) Places(name string) []audit.Span {
	if b := s.scope.own(name); b != nil {
		return b.places
	}
	return nil
}

// Place is where the setting gets its value: the last statement, or the start
// of the module where nothing assigns it.
func (s *Settings) Place(name string) audit.Span {
	if places := s.Places(name); len(places) > 0 {
		return places[len(places)-1]
	}
	return s.Home
}

// Get gives what the setting holds. Where it is not assigned, that is Django's
// default, or Unknown if another file may assign it. It is never nil and never
// Absent, except for settings that Django of the version does not have.
func (s *Settings) Get(name string) *Value {
	if v, ok := s.cache[name]; ok {
		return v
	}
	v := s.raw(name)
	if v == nil {
		v = s.fallback(name)
	} else if name == "DEBUG" {
		v = s.settled(name, v) // the facts are what it must be, not what it is
	} else {
		v = s.settled(name, restrict(v, s.facts))
	}
	s.cache[name] = v
	return v
}

// raw is what the module gives the name; nil where it does not assign it.
func (s *Settings) raw(name string) *Value {
	b := s.scope.own(name)
	if b == nil || b.value.Type == Absent {
		return nil
	}
	return b.value
}

// settled turns what only the evaluator knows into what rules know.
func (s *Settings) settled(name string, v *Value) *Value {
	return v.each(func(c *Value) *Value {
		switch c.Type {
		case Absent:
			return s.fallback(name)
		case Code:
			return s.ofCode(name, c)
		}
		return c
	})
}

// ofCode is a setting that holds an object: a name imported from elsewhere is
// not known, and a value of django-configurations reads the environment.
func (s *Settings) ofCode(name string, c *Value) *Value {
	e := newEvaluator(&project{stack: s.stack, version: s.Version}, s.Version, s.File)
	e.steps = &s.steps
	switch {
	case c.Text == "configurations.value":
		return stamp(e.parseEnv(c.object.name, e.readEnv(c.object.prefix+name, c.object.self, c.Span), c.Span), c.At)
	case c.Text == "configurations.named":
		return stamp(e.parseEnv(c.object.name, e.readEnv(c.object.prefix, c.object.self, c.Span), c.Span), c.At)
	case c.Text == "property" && c.object != nil:
		self := &Value{Type: Code, Text: "class", object: &object{scope: s.scope, name: s.Class}}
		e.scope, e.facts = c.object.scope, s.facts
		return stamp(e.invoke(c.object, &call{at: c.Span, args: []*Value{self}}), c.At)
	case c.object != nil || c.Text == "lambda":
		return c
	}
	v := unknown(notGiven(orElse(c.Text, name)), c.Span)
	v.At, v.key = c.At, "code "+c.Text
	return v
}

// everywhere are the settings that every real site assigns: where one is missing
// from a module that lacks others too, a part of it was not given.
var everywhere = setOf("INSTALLED_APPS", "MIDDLEWARE", "SECRET_KEY", "TEMPLATES", "ALLOWED_HOSTS", "DATABASES", "AUTH_PASSWORD_VALIDATORS")

// fallback is a setting that is not assigned.
func (s *Settings) fallback(name string) *Value {
	if !s.whole {
		return unknown(s.partial, s.Home)
	}
	if everywhere[name] && !(s.Has("INSTALLED_APPS") && s.Has("MIDDLEWARE")) {
		return unknown(name+" is not in the files given", s.Home)
	}
	d := defaultOf(name, s.Version)
	if d == nil {
		d = absent()
	}
	if c := s.scope.gapCond; c != nil {
		return several([]Choice{{unknown(s.scope.missing, s.scope.gap), Conds{*c}}, {d, Conds{c.not()}}})
	}
	return d
}
