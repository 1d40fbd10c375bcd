package uwsgi

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/uwsgiini"
)

// Instance is one configuration as uWSGI is started with it.
type Instance struct {
	Place    audit.Span     // where a missing option belongs: the head of the section, or the command line
	Settings []*Setting     // the options in the order in which uWSGI has them
	Files    []*audit.File  // the files that were read
	Command  *audit.Command // that starts it, where the stack has one
	Sections []*uwsgiini.Section

	missing  []missing
	problems []audit.Problem
}

// fromFile makes the instances of a file that is loaded by itself: that of its
// section [uwsgi], or of each section where there is none.
func fromFile(s *audit.Stack, f *audit.File) []*Instance {
	if isMarkup(f.Text) {
		return nil
	}
	parsed := uwsgiini.Parse(f, nil)
	r := newReader(hostOf(s, nil))
	r.begin(f, "uwsgi")
	in := r.instance(f.Span(0, 0))
	in.Sections = parsed.Sections
	return []*Instance{in}
}

// begin loads a file of the stack itself.
func (r *reader) begin(f *audit.File, section string) {
	r.magic.load(f.Name, f.Name, false)
	r.last = f
	r.read(f, section)
}

// instance ends the reading.
func (r *reader) instance(place audit.Span) *Instance {
	r.finish()
	if len(r.heads) > 0 && r.heads[0].File.Kind == Kind {
		place = r.heads[0]
	}
	return &Instance{Place: place, Settings: r.list, Files: r.loaded, missing: r.missing, problems: r.problems}
}

// hostOf is what a stack tells of the machine: its files, and the environment
// of the command.
func hostOf(s *audit.Stack, c *audit.Command) Host {
	h := Host{Open: func(name string) *audit.File { return findFile(s, name) }}
	if c != nil {
		h.Env = func(name string) (string, audit.Truth) {
			if v, ok := c.Variable(name); ok {
				return v.Value, audit.Yes
			}
			return "", audit.Maybe
		}
	}
	return h
}

// findFile finds the file of the stack that a path names: the one that shares
// the longest end with it, if only one does.
func findFile(s *audit.Stack, name string) *audit.File {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	var best *audit.File
	most, twice := 0, false
	for _, f := range s.Files {
		if f.Name == name {
			return f
		}
		if ext := path.Ext(f.Name); f.Kind != Kind && ext != ".ini" {
			continue
		}
		n := shared(f.Name, name)
		switch {
		case n > most:
			best, most, twice = f, n, false
		case n == most && n > 0:
			twice = true
		}
	}
	if twice {
		return nil
	}
	return best
}

// shared counts the parts at the end of two paths that are the same.
func shared(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(x) && n < len(y) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	return n
}

func (in *Instance) mark(read map[*audit.File]bool) {
	for _, f := range in.Files {
		read[f] = true
	}
}

// report hands the problems to the stack.
func (in *Instance) report(s *audit.Stack) {
	for _, p := range in.problems {
		s.Problem(p.Span, p.Message)
	}
}

// Lacking says which file would have to be added before a missing option is
// known to be missing, or nothing.
func (in *Instance) Lacking() string {
	if len(in.missing) > 0 {
		return "add " + audit.Clip(path.Base(in.missing[0].what), 40)
	}
	if len(in.Files) > 0 && strings.Contains(in.Files[0].Name, "uwsgi/apps-") {
		return "options of /usr/share/uwsgi/conf/default.ini apply too"
	}
	return ""
}

// All gives the settings of an option and of those that set the same, in their
// order.
func (in *Instance) All(names ...string) []*Setting {
	want := map[string]bool{}
	for _, name := range names {
		want[variableOf(name)] = true
	}
	var found []*Setting
	for _, s := range in.Settings {
		if s.known != nil && want[s.known.variable] {
			found = append(found, s)
		}
	}
	return found
}

// Last gives the setting that is in force of an option that holds one value, or
// nil. It may be in force on a condition only.
func (in *Instance) Last(names ...string) *Setting {
	all := in.All(names...)
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1]
}

// Has reports whether an option is set. It is Maybe where a condition or a file
// that is not given decides.
func (in *Instance) Has(names ...string) audit.Truth {
	all := in.All(names...)
	for _, s := range all {
		if s.Given == audit.Yes {
			return audit.Yes
		}
	}
	if len(all) > 0 || in.Lacking() != "" {
		return audit.Maybe
	}
	return audit.No
}

// Switch tells whether a switch is on, and the setting that says so, if one
// does.
func (in *Instance) Switch(name string) (audit.Truth, *Setting) {
	all := in.All(name)
	open := audit.No
	for i := len(all) - 1; i >= 0; i-- {
		s := all[i]
		if s.Given == audit.Yes {
			if open == audit.Maybe && s.On() != all[len(all)-1].On() {
				return audit.Maybe, all[len(all)-1]
			}
			return s.On(), s
		}
		open = audit.Maybe
	}
	if len(all) > 0 {
		return audit.Maybe, all[len(all)-1]
	}
	if in.Lacking() != "" {
		return audit.Maybe, nil
	}
	return audit.No, nil
}

// Master tells whether there is a master process: many options bring one.
func (in *Instance) Master() (audit.Truth, *Setting) {
	on, s := in.Switch("master")
	if s != nil {
		return on, s
	}
	for _, s := range in.Settings {
		if s.known != nil && s.known.master && s.Given == audit.Yes {
			return audit.Yes, s
		}
	}
	return on, nil
}

// applications are the options that name what Python application is served.
var applications = []string{"module", "wsgi-file", "mount", "paste", "ini-paste", "ini-paste-logged", "pump", "web3", "wsgi-lite", "pypy-wsgi", "pypy-wsgi-file"}

// Serves reports whether the configuration names an application, so that
// options which every application wants can be missing.
func (in *Instance) Serves() bool {
	return len(in.All(applications...)) > 0
}

// Development reports whether the file is for a developer's machine, by its
// name.
func (in *Instance) Development() bool {
	for _, f := range in.Files {
		for _, word := range strings.FieldsFunc(strings.ToLower(f.Name), func(r rune) bool { return r < 'a' || r > 'z' }) {
			switch word {
			case "dev", "devel", "develop", "development", "debug", "local", "test", "tests", "testing":
				return true
			}
		}
	}
	return false
}

// judge lowers a finding in a file for development.
func (in *Instance) judge(v *audit.Verdict) *audit.Verdict {
	if in.Development() {
		v.Lower(audit.Low)
	}
	return v
}

// short makes a message that is not too long of a text with names in it.
func short(text string) string { return audit.Clip(text, 72) }
