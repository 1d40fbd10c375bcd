package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// Flag is a yes-or-no setting as it is in force.
type Flag struct {
	Truth audit.Truth
	// Span is the assignment that decides, or the head of the section where
	// nothing is assigned.
	Span audit.Span
	// Set reports whether an assignment decides.
	Set bool
}

// Text is a setting with one value as it is in force.
type Text struct {
	Value string
	Span  audit.Span // as in Flag
	Set   bool
	Known bool // false where a part that was not given may set it
}

// Assigned gives every assignment of a key in the unit's own section, in the
// order in which they apply, those without effect included.
func (u *Unit) Assigned(key string) []*unitfile.Entry {
	return u.settings[place{u.Section(), key}]
}

// AssignedIn is Assigned for any section.
func (u *Unit) AssignedIn(section, key string) []*unitfile.Entry {
	return u.settings[place{section, key}]
}

// Bool gives a yes-or-no setting of the unit's own section: the last value that
// is one, or what another setting implies.
func (u *Unit) Bool(key string) Flag {
	if why := u.implies(key); why != nil {
		return Flag{audit.Yes, why.Span, true}
	}
	return u.flag(u.Section(), key)
}

// BoolIn is Bool for a section such as "Unit".
func (u *Unit) BoolIn(section, key string) Flag { return u.flag(section, key) }

func (u *Unit) flag(section, key string) Flag {
	entries := u.settings[place{section, key}]
	for i := len(entries) - 1; i >= 0; i-- {
		if b, ok := parseBool(entries[i].Value); ok {
			return Flag{audit.TruthOf(b), entries[i].Span, true}
		}
	}
	f := Flag{audit.No, u.HeadOf(section), false}
	if u.Partial() {
		f.Truth = audit.Maybe
	}
	return f
}

// implied are the settings that DynamicUser=yes turns on.
var implied = map[string]bool{"PrivateTmp": true, "RemoveIPC": true, "NoNewPrivileges": true, "RestrictSUIDSGID": true}

// implies gives the assignment that turns the key on whatever its own value is.
func (u *Unit) implies(key string) *unitfile.Entry {
	if !implied[key] {
		return nil
	}
	if d := u.flag(u.Section(), "DynamicUser"); d.Truth == audit.Yes {
		return u.lastBool("DynamicUser")
	}
	return nil
}

func (u *Unit) lastBool(key string) *unitfile.Entry {
	entries := u.Assigned(key)
	for i := len(entries) - 1; i >= 0; i-- {
		if _, ok := parseBool(entries[i].Value); ok {
			return entries[i]
		}
	}
	return nil
}

// Enum gives the last value that is one of the words, or a yes or no where
// those are among the words. Other values are ignored, as systemd does.
func (u *Unit) Enum(key string, words ...string) Text {
	entries := u.Assigned(key)
	for i := len(entries) - 1; i >= 0; i-- {
		if word, ok := enumWord(entries[i].Value, words); ok {
			return Text{word, entries[i].Span, true, true}
		}
	}
	return Text{"", u.Head(), false, !u.Partial()}
}

// enumWord reads a value as one of the words.
func enumWord(value string, words []string) (string, bool) {
	b, isBool := parseBool(value)
	for _, w := range words {
		if w == value || isBool && (w == "yes" && b || w == "no" && !b) {
			return w, true
		}
	}
	return "", false
}

// Text gives the last value of a setting of the unit's own section that an
// empty assignment unsets, such as User.
func (u *Unit) Text(key string) Text { return u.TextIn(u.Section(), key) }

// TextIn is Text for any section.
func (u *Unit) TextIn(section, key string) Text {
	entries := u.settings[place{section, key}]
	if n := len(entries); n > 0 {
		e := entries[n-1]
		return Text{e.Value, e.Span, e.Value != "", true}
	}
	return Text{"", u.HeadOf(section), false, !u.Partial()}
}

// List gives the assignments of a list of the unit's own section that are in
// force: those behind the last empty one.
func (u *Unit) List(key string) []*unitfile.Entry { return u.ListIn(u.Section(), key) }

// ListIn is List for any section.
func (u *Unit) ListIn(section, key string) []*unitfile.Entry {
	entries := u.settings[place{section, key}]
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].Value == "" {
			return entries[i+1:]
		}
	}
	return entries
}

// Word is a word of a list and the assignment it stands in.
type Word struct {
	Text  string
	Entry *unitfile.Entry
	Span  audit.Span
}

// Words gives the words of a list that are in force, cut at blanks, with quotes
// taken off.
func (u *Unit) Words(section, key string) []Word {
	var words []Word
	for _, e := range u.ListIn(section, key) {
		for _, t := range cut(e.Value, true).words {
			words = append(words, Word{t.text, e, e.Place(t.start, t.end)})
		}
	}
	return words
}

// parseBool reads a yes or no as systemd does.
func parseBool(value string) (yes, ok bool) {
	switch strings.ToLower(value) {
	case "1", "yes", "y", "true", "t", "on":
		return true, true
	case "0", "no", "n", "false", "f", "off":
		return false, true
	}
	return false, false
}
