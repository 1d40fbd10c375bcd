package app

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/checklist"
)

// shelf is a keeper in memory that takes texts up to a size.
type shelf struct {
	texts map[string]string
	room  int
}

func newShelf() *shelf { return &shelf{map[string]string{}, 1 << 20} }

func (m *shelf) get(key string) string { return m.texts[key] }
func (m *shelf) drop(key string)       { delete(m.texts, key) }

func (m *shelf) set(key, text string) error {
	if len(text) > m.room {
		return errors.New("full")
	}
	m.texts[key] = text
	return nil
}

func (m *shelf) keys() []string {
	var keys []string
	for k := range m.texts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func TestPreferencesOutliveAVisit(t *testing.T) {
	k := newShelf()
	if got := loadPreferences(k); got != (Preferences{}) {
		t.Errorf("at first %+v", got)
	}
	want := Preferences{Theme: "dark", Plain: true, Keep: true}
	want.save(k)
	if got := loadPreferences(k); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestMarksOutliveAVisit(t *testing.T) {
	k, s := newShelf(), NewSession()
	s.Mark("settings/debug", checklist.Mark{Confirmed: true, Note: "é"})
	if err := s.SetTarget("nginx", "1.24"); err != nil {
		t.Fatal(err)
	}
	saveMarks(k, s)
	other := NewSession()
	loadMarks(k, other)
	if !reflect.DeepEqual(other.Marks, s.Marks) || other.Targets["nginx"] != audit.MustVersion("1.24") {
		t.Errorf("got %+v, %v", other.Marks, other.Targets)
	}
}

func TestFilesAreKeptOnlyWhenAsked(t *testing.T) {
	k, s := newShelf(), NewSession()
	s.SetKind(s.Add("a/settings.py", []byte("SECRET_KEY = 'canary'\n")), "django")
	if saveFiles(k, s, false) != nil || len(k.texts) != 0 {
		t.Fatalf("nobody asked, kept %v", k.texts)
	}
	if err := saveFiles(k, s, true); err != nil {
		t.Fatal(err)
	}
	other := NewSession()
	if !loadFiles(k, other) || other.Current().Text != s.Current().Text || other.Current().Chosen != "django" {
		t.Errorf("got %+v", other.Current())
	}
	saveFiles(k, s, false)
	if len(k.texts) != 0 || loadFiles(k, NewSession()) {
		t.Error("taken back, the files are forgotten")
	}
	k.room = 10
	if saveFiles(k, s, true) == nil {
		t.Error("a full storage is said so")
	}
}

func TestForgetTakesAllOfOursAndNothingElse(t *testing.T) {
	k, s := newShelf(), NewSession()
	s.Add("f", []byte("x"))
	Preferences{Theme: "dark"}.save(k)
	saveMarks(k, s)
	saveFiles(k, s, true)
	k.set("other.app", "stays")
	forget(k)
	if !slices.Equal(k.keys(), []string{"other.app"}) {
		t.Errorf("left are %v", k.keys())
	}
}

func TestBrokenMemoryIsNoTrouble(t *testing.T) {
	k, s := newShelf(), NewSession()
	for _, key := range []string{"marks", "targets", "files", "theme"} {
		k.set(keyPrefix+key, "{broken")
	}
	loadMarks(k, s)
	if loadFiles(k, s) || len(s.Marks) != 0 || len(s.Targets) != 0 {
		t.Errorf("got %+v", s)
	}
	s.Mark("a/b", checklist.Mark{Note: "the map is there"})
}
