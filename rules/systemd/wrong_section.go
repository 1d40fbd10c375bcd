package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("wrong-section", wrongSection) }

// wrongSection finds keys that systemd reads in another section only.
func wrongSection(u *Unit, r *audit.Reporter) {
	told := 0
	u.eachEntry(func(e *unitfile.Entry) {
		d := lookup(e.Key)
		if d == nil || d.kind == "removed" || sectionLetters[e.Section.Name] == "" || d.ever(e.Section.Name) || told == mostFindings {
			return
		}
		told++
		home := u.home(d)
		if home == "" {
			r.Fail(e.Span, short("%s has no effect in a .%s unit", e.Key, u.Type))
			return
		}
		r.Fail(e.Span, short("%s belongs to [%s], not to [%s]", e.Key, home, e.Section.Name), u.move(e, home))
	})
}

// home is the section of this unit to which the key belongs, or "".
func (u *Unit) home(d *directive) string {
	for _, name := range d.homes() {
		if name == "Unit" || name == "Install" || name == u.Section() {
			return name
		}
	}
	return ""
}

// move makes the fix that takes an assignment to another section. Where that
// section has the key already, somebody must choose.
func (u *Unit) move(e *unitfile.Entry, section string) *audit.Fix {
	if len(u.AssignedIn(section, e.Key)) > 0 || strings.ContainsAny(e.Span.Text(), "\r\n\x00") {
		return nil
	}
	return &audit.Fix{
		Title: "Move " + e.Key + "= to [" + section + "]",
		Edits: []audit.Edit{{Span: wholeLines(e.Span)}, u.additionNear(e, section, e.Span.Text())},
	}
}

// additionNear is addition in the file that holds the assignment.
func (u *Unit) additionNear(e *unitfile.Entry, section, line string) audit.Edit {
	for _, p := range u.Parts {
		if p.Span.File == e.Span.File && p.Span.Start <= e.Span.Start && e.Span.End <= p.Span.End {
			own := &Unit{Parts: []*unitfile.Part{p}}
			return own.addition(section, line)
		}
	}
	return u.addition(section, line)
}
