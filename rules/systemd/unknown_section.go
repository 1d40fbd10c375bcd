package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/spell"
)

func init() { Rules.Add("unknown-section", unknownSection) }

// unknownSection finds sections that systemd skips as a whole.
func unknownSection(u *Unit, r *audit.Reporter) {
	for _, p := range u.Parts {
		for _, s := range p.Sections {
			name := s.Name
			if strings.HasPrefix(name, "X-") || name == "Unit" || name == "Install" || name == u.Section() {
				continue
			}
			meant := u.sectionMeant(name)
			switch {
			case meant != "":
				fix := &audit.Fix{Title: "Write [" + meant + "]", Edits: []audit.Edit{{Span: s.Head, Text: "[" + meant + "]"}}}
				r.Fail(s.Head, short("systemd skips [%s]; it knows [%s]", name, meant), fix)
			case u.Name != "" || sectionLetters[name] == "":
				r.Fail(s.Head, short("systemd skips [%s] in a .%s unit", name, u.Type))
			}
		}
	}
}

// sectionMeant is the section whose name is written nearly so, or "".
func (u *Unit) sectionMeant(name string) string {
	for _, known := range []string{"Unit", "Install", u.Section()} {
		if spell.Slips(strings.ToLower(strings.TrimSpace(name)), strings.ToLower(known), 1) <= 1 {
			return known
		}
	}
	return ""
}
