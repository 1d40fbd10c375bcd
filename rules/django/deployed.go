package django

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

// deployment is what the files of a stack say about the settings module that
// the site runs with.
type deployment struct {
	name  string      // the module, such as "shop.settings"; "" where nothing names one
	file  *audit.File // its file, if it is given
	empty bool        // the module is given, and sets nothing
	place audit.Span  // the line that names it
	rival audit.Span  // a line of the same weight that names another one
	weak  bool        // only manage.py says so, which serves nobody
}

// by is the name of the file that names the module.
func (d *deployment) by() string {
	if d.place.File == nil {
		return "the environment"
	}
	return path.Base(d.place.File.Name)
}

// deployed finds what names the settings module: the environment before wsgi.py
// and asgi.py, and these before manage.py.
func deployed(stack *audit.Stack) *deployment {
	return audit.Once(stack, "django deployment", func() *deployment {
		var named [3][]audit.Variable
		named[0] = stack.Variables(settingsVariable)
		for _, f := range slices.Concat(stack.Of("python"), stack.Of("django")) {
			switch base := path.Base(f.Name); base {
			case "wsgi.py", "asgi.py":
				named[1] = append(named[1], modulesNamed(stack, f)...)
			case "manage.py":
				named[2] = append(named[2], modulesNamed(stack, f)...)
			}
		}
		for i, all := range named {
			if len(all) > 0 {
				d := agreed(stack, all)
				d.weak = i == 2
				return d
			}
		}
		return &deployment{}
	})
}

const settingsVariable = "DJANGO_SETTINGS_MODULE"

func agreed(stack *audit.Stack, all []audit.Variable) *deployment {
	d := &deployment{name: all[0].Value, place: all[0].Span}
	for _, v := range all {
		if v.Value != d.name && d.rival.IsZero() {
			d.rival = v.Span
		}
	}
	d.file = moduleCalled(d.name, stack.Of("django"))
	d.empty = d.file == nil && moduleCalled(d.name, stack.Of("python")) != nil
	return d
}

// moduleCalled finds the file of a module among files that were given with more
// or fewer directories than its name has parts.
func moduleCalled(name string, files []*audit.File) *audit.File {
	var found *audit.File
	want := strings.ReplaceAll(name, ".", "/")
	for _, f := range files {
		if s := pyconf.Stem(f); s == want || strings.HasSuffix(s, "/"+want) || strings.HasSuffix(want, "/"+s) {
			found = f
		}
	}
	return found
}

// modulesNamed are the settings modules that a file puts in the environment:
// os.environ.setdefault("DJANGO_SETTINGS_MODULE", "…") and its kin.
func modulesNamed(stack *audit.Stack, file *audit.File) []audit.Variable {
	if !strings.Contains(file.Text, settingsVariable) {
		return nil
	}
	var found []audit.Variable
	note := func(key, value python.Expr) {
		name, ok := key.(*python.Str)
		module, known := value.(*python.Str)
		if ok && known && name.Value == settingsVariable {
			found = append(found, audit.Variable{Name: name.Value, Value: module.Value, Span: module.Span()})
		}
	}
	for _, stmt := range pyconf.Tree(stack, file).Body {
		python.Walk(stmt, func(n python.Node) bool {
			switch n := n.(type) {
			case *python.Call:
				if f, ok := n.Func.(*python.Attribute); ok && f.Attr == "setdefault" && len(n.Args) == 2 {
					note(n.Args[0], n.Args[1])
				}
			case *python.Assign:
				if target, ok := n.Targets[0].(*python.Subscript); ok {
					note(target.Index, n.Value)
				}
			}
			return true
		})
	}
	return found
}

// module is the file that is deployed, if the files say so for sure. A module
// for development is never taken for it.
func (d *deployment) module(stack *audit.Stack) *audit.File {
	if d.file == nil || !d.rival.IsZero() || development(projectPath(stack, d.file), "") != "" {
		return nil
	}
	return d.file
}

// setAside marks the modules that are not the deployed one: those beside the
// module that is named, and those that serve no pages where another one does.
func setAside(stack *audit.Stack, all []*Settings) {
	d := deployed(stack)
	chosen := d.module(stack)
	for _, s := range all {
		if s.Development != "" || chosen == nil || s.File == chosen || d.weak && productionName(s.File.Name) {
			continue
		}
		s.Development, s.deployment = d.by()+" names "+d.name, d
	}
	if !slices.ContainsFunc(all, servesAlone) {
		return
	}
	for _, s := range all {
		if s.Development == "" && s.File != chosen && !s.Has("ROOT_URLCONF") && s.scope.Missing == "" {
			s.Development, s.deployment = "no ROOT_URLCONF", &deployment{}
		}
	}
}

// servesAlone reports whether a module is that of a site to which no file that
// is out of sight adds anything.
func servesAlone(s *Settings) bool {
	return s.Development == "" && s.whole && s.Has("ROOT_URLCONF") && s.scope.Missing == ""
}

// standsAlone reports whether a module is audited by itself: no other module runs it
// as a part. A module that is not for development stays one where only modules
// for development run it, and modules that run each other all stay.
func standsAlone(p *pyconf.Project, f *audit.File) bool {
	own := development(projectPath(p.Stack, f), "") != ""
	above := p.Importers(f)
	for g := range above {
		if (own || development(projectPath(p.Stack, g), "") == "") && !p.Importers(g)[f] {
			return false
		}
	}
	return true
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

// projectPath is the path of a module within its project: the directories above all
// Python files say where somebody keeps it, not what it is. Where they are all
// the tests of a library, the last of them counts.
func projectPath(stack *audit.Stack, file *audit.File) string {
	root := audit.Once(stack, "django root", func() string { return rootOf(stack) })
	rest := strings.TrimPrefix(file.Name, root)
	if strings.Contains(rest, "/") || hasEntry(stack, root) {
		return rest
	}
	return path.Join(path.Base(root), rest)
}

// rootOf is the directory above all Python files, with a slash.
func rootOf(stack *audit.Stack) string {
	files := slices.Concat(stack.Of("django"), stack.Of("python"))
	if len(files) == 0 {
		return ""
	}
	root := files[0].Name
	for _, f := range files {
		n := 0
		for n < len(root) && n < len(f.Name) && root[n] == f.Name[n] {
			n++
		}
		root = root[:n]
	}
	return root[:strings.LastIndexByte(root, '/')+1]
}

// hasEntry reports whether a directory is the top of a project.
func hasEntry(stack *audit.Stack, dir string) bool {
	return slices.ContainsFunc(stack.Of("python"), func(f *audit.File) bool { return f.Name == dir+"manage.py" })
}

// development says why a module is not the deployed one, by its path within the
// project and the class that holds the settings.
func development(file, class string) string {
	base := path.Base(file)
	if class != "" && developmentName(class) {
		return "class " + class
	}
	if name := strings.TrimSuffix(base, ".py"); developmentName(name) && !override(name) {
		return base
	}
	for _, dir := range strings.Split(path.Dir(file), "/") {
		if developmentDirs[dir] {
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
var developmentWords = namesOf("dev", "devel", "develop", "development", "local", "test", "tests", "testing", "ci", "debug", "localhost", "build")

// developmentDirs mark every module below them.
var developmentDirs = namesOf("tests", "test", "testing", "testutils", "profiling")

func developmentName(name string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool { return developmentWords[w] })
}

// productionName reports whether a module is called after a deployment.
func productionName(file string) bool {
	return slices.ContainsFunc(words(strings.TrimSuffix(path.Base(file), ".py")), func(w string) bool { return productionWords[w] })
}

var productionWords = namesOf("prod", "production", "live", "stage", "staging", "deploy", "deployment", "docker", "heroku")

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
