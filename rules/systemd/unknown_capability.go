package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("unknown-capability", unknownCapability) }

// unknownCapability finds words that systemd drops from a set of capabilities
// without a warning, so that the set is another one than it looks.
func unknownCapability(u *Unit, r *audit.Reporter) {
	for _, key := range []string{"CapabilityBoundingSet", "AmbientCapabilities"} {
		for _, e := range u.Assigned(key) {
			value := strings.TrimPrefix(e.Value, "~")
			shift := len(e.Value) - len(value)
			for _, t := range cut(value, true).words {
				if capabilityNumber(t.text, u.Version[0]) < 0 {
					u.dropped(r, e, t, shift)
					break
				}
			}
		}
	}
}

// dropped tells how the word went wrong.
func (u *Unit) dropped(r *audit.Reporter, e *unitfile.Entry, t token, shift int) {
	place := e.Place(t.start+shift, t.end+shift)
	switch word := strings.ToUpper(t.text); {
	case strings.Contains(word, ","):
		fix := &audit.Fix{Title: "Separate by blanks", Edits: []audit.Edit{{Span: place, Text: blanksFor(t.text)}}}
		r.Fail(place, "commas do not separate: systemd drops the whole word", fix)
	case capabilityNumber("CAP_"+word, 0) >= 0:
		fix := &audit.Fix{Title: "Write CAP_" + word, Edits: []audit.Edit{{Span: place, Text: "CAP_" + word}}}
		r.Fail(place, short("%s is no capability: systemd drops it in silence", t.text), fix)
	case word[:1] == "~":
		r.Fail(place, "~ takes away only in front of the whole list; this word is dropped")
	default:
		r.Fail(place, short("%s is no capability: systemd drops it in silence", t.text))
	}
}

// blanksFor writes blanks in place of commas.
func blanksFor(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(c rune) bool { return c == ',' }), " ")
}
