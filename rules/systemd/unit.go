package systemd

import (
	"sort"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// Unit is a unit as systemd sees it: the unit file and its drop-ins, in the
// order in which they apply. The unit file may be missing.
type Unit struct {
	Name    string           // such as "shop.service"; of a lone drop-in the name it speaks of, or ""
	Type    string           // such as "service"
	Main    *unitfile.Part   // nil where only drop-ins were given
	Parts   []*unitfile.Part // Main, where there is one, then the drop-ins
	Version audit.Version    // the release of systemd that the audit speaks of

	settings    map[place][]*unitfile.Entry
	stack       *audit.Stack
	policy      *Policy  // by which the score weighs; nil for the tool's own
	sandbox     *sandbox // worked out on first use, as all below
	commands    []*Command
	read        map[*unitfile.Entry][]*Command
	kind        string      // what Type= comes to
	application audit.Truth // whether it starts somebody's own program
}

// place is where an assignment stands, as systemd looks it up.
type place struct{ section, key string }

// part is a unit file or drop-in with its path.
type part struct {
	*unitfile.Part
	dir, file string
}

// isDropIn goes by the path; a *.conf file outside of any directory for
// drop-ins is one whose unit is not known.
func (p part) isDropIn() bool { return strings.HasSuffix(p.file, ".conf") }

// Units gives the units of the stack, each with the drop-ins that were given
// for it. Drop-ins without their unit make a unit of which the rest is unknown.
func Units(stack *audit.Stack) []*Unit {
	return audit.Once(stack, "systemd", func() []*Unit {
		var mains, dropIns []part
		for _, p := range readParts(stack) {
			if p.isDropIn() {
				dropIns = append(dropIns, p)
			} else {
				mains = append(mains, p)
			}
		}
		return assemble(stack, mains, dropIns)
	})
}

// readParts parses every file of the kind and tells the stack its comments and
// problems.
func readParts(stack *audit.Stack) []part {
	var parts []part
	for _, src := range stack.Of(Kind) {
		file := unitfile.Parse(src)
		for _, c := range file.Comments {
			stack.Comment(c)
		}
		for _, p := range file.Problems {
			stack.Problem(p.Span, p.Message)
		}
		for _, p := range file.Parts {
			path := p.Path
			if path == "" {
				path = src.Name
			}
			dir, name := splitPath(path)
			if unitfile.IsDropInPath(path+".conf") && !strings.HasSuffix(name, ".conf") {
				stack.Problem(p.Span.File.Span(p.Span.Start, p.Span.Start), "systemd reads only files that end in .conf here")
				continue
			}
			parts = append(parts, part{p, dir, name})
		}
	}
	return parts
}

func assemble(stack *audit.Stack, mains, dropIns []part) []*Unit {
	byDir := map[string][]part{}
	for _, p := range dropIns {
		byDir[p.dir] = append(byDir[p.dir], p)
	}
	taken := map[string]bool{}
	var units []*Unit
	for _, main := range mains {
		name := unitName(main)
		var own []part
		for _, dir := range dropInDirs(name) {
			own = append(own, byDir[dir]...)
			taken[dir] = true
		}
		units = append(units, newUnit(stack, name, main.Part, inOrder(own)))
	}
	for _, p := range dropIns {
		if taken[p.dir] {
			continue
		}
		own := []part{p}
		if strings.HasSuffix(p.dir, ".d") {
			own = inOrder(byDir[p.dir])
			taken[p.dir] = true
		}
		units = append(units, newUnit(stack, strings.TrimSuffix(p.dir, ".d"), nil, own))
	}
	return units
}

// inOrder sorts drop-ins by file name. Of two with one name, the one from the
// more special directory stays; they come in that order.
func inOrder(parts []part) []part {
	var kept []part
	where := map[string]string{}
	for _, p := range parts {
		if dir, twice := where[p.file]; twice && dir != p.dir {
			continue
		}
		where[p.file] = p.dir
		kept = append(kept, p)
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].file < kept[j].file })
	return kept
}

// unitName is the name of the file where that is a unit name; else the sections
// tell the type.
func unitName(p part) string {
	if unitfile.IsUnitName(p.file) {
		return p.file
	}
	for _, s := range p.Sections {
		if s.Name != "Unit" && s.Name != "Install" && sectionLetters[s.Name] != "" {
			return p.file + "." + strings.ToLower(s.Name)
		}
	}
	return p.file + ".service"
}

func newUnit(stack *audit.Stack, name string, main *unitfile.Part, dropIns []part) *Unit {
	u := &Unit{Name: name, Type: unitType(name), Main: main, Version: stack.Targets["systemd"], stack: stack}
	if u.Version.IsZero() {
		u.Version = audit.DefaultTargets()["systemd"]
	}
	if main != nil {
		u.Parts = append(u.Parts, main)
	}
	for _, p := range dropIns {
		u.Parts = append(u.Parts, p.Part)
	}
	if !unitfile.IsUnitName("x." + u.Type) {
		u.Type = u.guessType()
		u.Name = ""
	}
	u.settings = map[place][]*unitfile.Entry{}
	u.eachEntry(func(e *unitfile.Entry) {
		at := place{e.Section.Name, e.Key}
		u.settings[at] = append(u.settings[at], e)
	})
	return u
}

// eachEntry visits every assignment of the unit in order. Of a drop-in that
// systemd gives up on, those before the fault count.
func (u *Unit) eachEntry(visit func(*unitfile.Entry)) {
	for _, p := range u.Parts {
		u.eachOf(p, visit)
	}
}

func (u *Unit) eachOf(p *unitfile.Part, visit func(*unitfile.Entry)) {
	for _, s := range p.Sections {
		for _, e := range s.Entries {
			if p != u.Main && (p.Refused != nil && e.Span.End > p.Refused.Span.Start || u.fault(e) != "") {
				return
			}
			visit(e)
		}
	}
}

// guessType goes by the sections of a drop-in whose directory is not known.
func (u *Unit) guessType() string {
	for _, p := range u.Parts {
		for _, s := range p.Sections {
			if s.Name != "Unit" && s.Name != "Install" && sectionLetters[s.Name] != "" {
				return strings.ToLower(s.Name)
			}
		}
	}
	return "service"
}

// IsService reports whether the unit is a service.
func (u *Unit) IsService() bool { return u.Type == "service" }

// Partial reports whether only drop-ins were given, so that what they do not
// set is unknown.
func (u *Unit) Partial() bool { return u.Main == nil }

// Section is the name of the section that is special to the unit's type.
func (u *Unit) Section() string { return sectionOf(u.Type) }

// Head is the place that stands for the unit as a whole: the head of its own
// section, or the start of the text.
func (u *Unit) Head() audit.Span {
	return u.HeadOf(u.Section())
}

// HeadOf is the head of the section where the unit has it, else of its first
// section, else the start of the text.
func (u *Unit) HeadOf(section string) audit.Span {
	for _, p := range u.Parts {
		for _, s := range p.Sections {
			if s.Name == section {
				return s.Head
			}
		}
	}
	p := u.Parts[0]
	if len(p.Sections) > 0 {
		return p.Sections[0].Head
	}
	return p.Span.File.Span(p.Span.Start, p.Span.Start)
}

// at reports whether the audit speaks of the release or a later one.
func (u *Unit) at(release int) bool { return u.Version[0] >= release }
