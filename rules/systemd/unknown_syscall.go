package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/spell"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("unknown-syscall", unknownSyscall) }

// unknownSyscall finds words of a filter that name neither a system call nor a
// group of them.
func unknownSyscall(u *Unit, r *audit.Reporter) {
	for _, key := range []string{"SystemCallFilter", "SystemCallLog"} {
		for _, e := range u.List(key) {
			value := strings.TrimPrefix(e.Value, "~")
			shift := len(e.Value) - len(value)
			for _, t := range cut(value, false).words {
				if !u.knowsCall(t.text) {
					unknownCall(r, e, t, shift, u.nearestGroup(t.text))
					break
				}
			}
		}
	}
}

func unknownCall(r *audit.Reporter, e *unitfile.Entry, t token, shift int, meant string) {
	place := e.Place(t.start+shift, t.end+shift)
	switch {
	case strings.Contains(t.text, ","):
		fix := &audit.Fix{Title: "Separate by blanks", Edits: []audit.Edit{{Span: place, Text: blanksFor(t.text)}}}
		r.Fail(place, "commas do not separate: systemd ignores the whole word", fix)
	case t.text[:1] == "~":
		r.Fail(place, "~ denies only in front of the whole list; this word is ignored")
	case meant != "":
		fix := &audit.Fix{Title: "Write " + meant, Edits: []audit.Edit{{Span: place, Text: meant}}}
		r.Fail(place, short("systemd ignores %s; it knows %s", t.text, meant), fix)
	default:
		r.Fail(place, short("%s is no system call: systemd ignores it", t.text)).Doubt(audit.Likely)
	}
}

// knowsCall reports whether the release knows the call or group.
func (u *Unit) knowsCall(word string) bool {
	name, _, _ := strings.Cut(word, ":")
	groups := syscallGroups()[column(u.Version[0])]
	return groups[name] != nil || !strings.HasPrefix(name, "@") && knownCalls()[column(u.Version[0])][name]
}

// nearestGroup is the group whose name is written nearly so, or "".
func (u *Unit) nearestGroup(word string) string {
	if len(word) < 4 {
		return ""
	}
	found := ""
	for name := range syscallGroups()[column(u.Version[0])] {
		if spell.Slips("@"+strings.TrimPrefix(word, "@"), name, 2) <= 2 && (found == "" || name < found) {
			found = name
		}
	}
	return found
}
