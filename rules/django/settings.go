package django

import (
	"path"
	"sort"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
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
	deployment  *deployment // what runs instead of it, where that is why

	stack   *audit.Stack
	project *pyconf.Project
	module  *python.Module
	scope   *pyconf.Scope
	facts   map[string]bool
	whole   bool   // absent settings are at their default
	partial string // else: what would settle them
	cache   map[string]*pyconf.Value
	names   []string
	steps   int                // left for properties, which are followed when asked for
	told    map[finding]string // what the models before have said, shared by all

	running *audit.Reporter // of the rule that asks
	doubted int             // the first of its verdicts after an answer in doubt, or -1
}

// Models gives the settings modules of the stack, the most production-like
// first. A module that another one imports whole is part of that one, unless
// only modules for development import it.
func Models(stack *audit.Stack) []*Settings {
	return audit.Once(stack, "django", func() []*Settings { return models(stack) })
}

func models(stack *audit.Stack) []*Settings {
	v := auditedRelease(stack)
	p := pyconf.New(stack, v, func(name string) *pyconf.Value { return defaultOf(name, v) })
	files := stack.Of("django")
	for _, f := range files {
		p.Module(f)
	}
	var all []*Settings
	for _, f := range files {
		if standsAlone(p, f) {
			all = append(all, settingsOf(p, f)...)
		}
	}
	told := map[finding]string{}
	for _, s := range all {
		s.told = told
	}
	setAside(stack, all)
	sort.SliceStable(all, func(i, j int) bool { return all[i].Development == "" && all[j].Development != "" })
	return all
}

// settingsOf makes the settings of a module, or of each class of one that
// keeps its settings in classes.
func settingsOf(p *pyconf.Project, file *audit.File) []*Settings {
	m := p.Module(file)
	base := Settings{
		File: file, Version: p.Version, stack: p.Stack, project: p, module: pyconf.Tree(p.Stack, file), Home: homeOf(p, file),
	}
	var all []*Settings
	for _, class := range settingsClasses(m) {
		s := base
		s.Class = class.Name
		s.init(class.Scope)
		all = append(all, &s)
	}
	if len(all) == 0 && (countSettings(m.Scope) > 0 || m.Scope.Missing != "") {
		s := base
		s.init(m.Scope)
		all = append(all, &s)
	}
	return all
}

func homeOf(p *pyconf.Project, file *audit.File) audit.Span {
	if body := pyconf.Tree(p.Stack, file).Body; len(body) > 0 {
		return file.Line(body[0].Span().Line())
	}
	return file.Line(1)
}

// settingsClasses are the classes of a module that hold settings and that no
// other class of it extends.
func settingsClasses(m *pyconf.Module) []*pyconf.Object {
	if countKnown(m.Scope) >= 2 {
		return nil
	}
	var found []*pyconf.Object
	extended := map[*pyconf.Object]bool{}
	for _, name := range m.Scope.Order {
		b := m.Scope.Own(name)
		if b == nil || b.Value.Type != pyconf.Code || b.Value.Text != "class" || b.Value.Object == nil {
			continue
		}
		if o := b.Value.Object; holdsSettings(o) && len(found) < 32 {
			found = append(found, o)
			for _, base := range o.Bases {
				extended[base] = true
			}
		}
	}
	var leaves []*pyconf.Object
	for _, o := range found {
		if !extended[o] {
			leaves = append(leaves, o)
		}
	}
	return leaves
}

// holdsSettings reports whether a class is one of settings: by what it holds,
// or by a base class of django-configurations.
func holdsSettings(o *pyconf.Object) bool {
	return countKnown(o.Scope) >= 2 || countSettings(o.Scope) > 0 && configured(o, 0)
}

func configured(o *pyconf.Object, depth int) bool {
	if pyconf.SettingsBase(o.Name) {
		return true
	}
	for _, base := range o.Bases {
		if depth < 16 && configured(base, depth+1) {
			return true
		}
	}
	return false
}

func countSettings(s *pyconf.Scope) int {
	n := 0
	for _, name := range s.Order {
		if pyconf.Capital(name) {
			n++
		}
	}
	return n
}

func countKnown(s *pyconf.Scope) int {
	n := 0
	for _, name := range s.Order {
		if releaseOf[name] != nil && s.Own(name) != nil {
			n++
		}
	}
	return n
}

func (s *Settings) init(scope *pyconf.Scope) {
	s.scope, s.steps = scope, pyconf.MaxSteps/4
	s.cache = map[string]*pyconf.Value{}
	s.facts = map[string]bool{}
	s.Development = development(projectPath(s.stack, s.File), s.Class)
	s.facts = production(s.raw("DEBUG"))
	s.cache = map[string]*pyconf.Value{}
	s.whole = s.looksWhole()
}

// looksWhole reports whether a setting that is not assigned is at its default:
// the module defines the apps, middleware or URLs, and nothing that it imports
// whole is out of sight.
func (s *Settings) looksWhole() bool {
	switch {
	case s.scope.Missing != "" && s.scope.GapCond == nil:
		s.partial = s.scope.Missing
		return false
	case shared(s.File.Name) && deployed(s.stack).module(s.stack) != s.File:
		s.partial = "the module that imports " + path.Base(s.File.Name) + " is not among the files"
		return false
	case s.Class != "" && s.scope.Class != nil && configured(s.scope.Class, 0):
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

// production gives what must hold for DEBUG to be off, where that is open.
func production(debug *pyconf.Value) map[string]bool {
	facts := map[string]bool{}
	if debug == nil || debug.Truth() != audit.Maybe {
		return facts
	}
	var shared pyconf.Conds
	first := true
	for _, c := range pyconf.ChoicesOf(debug) {
		truth := c.Value.Truth()
		if truth == audit.Yes || !c.When.Plainly() {
			continue
		}
		when := c.When
		if truth == audit.Maybe && c.Value.Question != "" {
			when, _ = when.And(pyconf.Cond{Key: c.Value.Question, Want: c.Value.Neg})
		}
		if first {
			shared, first = when, false
			continue
		}
		shared = common(shared, when)
	}
	for _, c := range shared {
		if !c.Optional { // that DEBUG is off does not tell an addition missing
			facts[c.Key] = c.Want
		}
	}
	return facts
}

func common(a, b pyconf.Conds) pyconf.Conds {
	var out pyconf.Conds
	for _, c := range a {
		if want, found := b.Want(c.Key); found && want == c.Want {
			out = append(out, c)
		}
	}
	return out
}

// Has reports whether the module assigns the setting on some way through it.
func (s *Settings) Has(name string) bool {
	b := s.scope.Own(name)
	return b != nil && b.Value.Type != pyconf.Absent
}

// Reads gives the environment variables that the Python of the stack reads, and
// where.
func (s *Settings) Reads() map[string]audit.Span { return s.project.Reads() }

// Names gives the settings that the module assigns, in the order of their
// first assignment. The caller must not change them.
func (s *Settings) Names() []string {
	if s.names == nil {
		for _, name := range s.scope.Order {
			if pyconf.Capital(name) && s.Has(name) {
				s.names = append(s.names, name)
			}
		}
	}
	return s.names
}

// Places are the statements that had a part in the setting, in their order.
func (s *Settings) Places(name string) []audit.Span {
	if b := s.scope.Own(name); b != nil {
		return b.Places
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
func (s *Settings) Get(name string) *pyconf.Value {
	if v, ok := s.cache[name]; ok {
		return v
	}
	v := s.raw(name)
	if v == nil {
		v = s.fallback(name)
	} else if name == "DEBUG" {
		v = s.settled(name, v) // the facts are what it must be, not what it is
	} else {
		v = s.settled(name, pyconf.Restrict(v, s.facts))
	}
	s.cache[name] = v
	return v
}

// raw is what the module gives the name; nil where it does not assign it.
func (s *Settings) raw(name string) *pyconf.Value {
	b := s.scope.Own(name)
	if b == nil || b.Value.Type == pyconf.Absent {
		return nil
	}
	return b.Value
}

// settled turns what only the evaluator knows into what rules know.
func (s *Settings) settled(name string, v *pyconf.Value) *pyconf.Value {
	return v.Each(func(c *pyconf.Value) *pyconf.Value {
		switch c.Type {
		case pyconf.Absent:
			return s.fallback(name)
		case pyconf.Code:
			return s.ofCode(name, c)
		}
		return c
	})
}

// ofCode is a setting that holds an object.
func (s *Settings) ofCode(name string, c *pyconf.Value) *pyconf.Value {
	return s.project.Follow(c, &pyconf.Reading{Name: name, Class: s.Class, Scope: s.scope, File: s.File, Facts: s.facts, Steps: &s.steps})
}

// everywhere are the settings that every real site assigns: where one is missing
// from a module that lacks others too, a part of it was not given.
var everywhere = namesOf("INSTALLED_APPS", "MIDDLEWARE", "SECRET_KEY", "TEMPLATES", "ALLOWED_HOSTS", "DATABASES", "AUTH_PASSWORD_VALIDATORS")

// fallback is a setting that is not assigned.
func (s *Settings) fallback(name string) *pyconf.Value {
	if !s.whole {
		return pyconf.NewUnknown(s.partial, s.Home)
	}
	if why := s.scope.Hidden(name); why != "" {
		return pyconf.NewUnknown(why, s.Home)
	}
	if everywhere[name] && !(s.Has("INSTALLED_APPS") && s.Has("MIDDLEWARE")) {
		return pyconf.NewUnknown(name+" is not in the files given", s.Home)
	}
	d := defaultOf(name, s.Version)
	if d == nil {
		d = pyconf.NewAbsent()
	}
	if c := s.scope.GapCond; c != nil {
		return pyconf.Either([]pyconf.Choice{
			{Value: pyconf.NewUnknown(s.scope.Missing, s.scope.Gap), When: pyconf.Conds{*c}},
			{Value: d, When: pyconf.Conds{c.Not()}},
		})
	}
	return d
}
