package app

import (
	"encoding/json"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/checklist"
)

// keeper remembers texts by key: the browser's local storage, or a map.
type keeper interface {
	get(key string) string // empty where there is none
	set(key, text string) error
	drop(key string)
	keys() []string
}

// keyPrefix marks everything that the app remembers; boot.js reads the theme.
const keyPrefix = "preflight."

// Preferences are the choices that outlive a visit.
type Preferences struct {
	Theme string // "light", "dark" or empty: as the system has it
	Plain bool   // a plain text field in place of the code editor
	Keep  bool   // files are remembered too
}

func (p Preferences) save(k keeper) {
	k.set(keyPrefix+"theme", p.Theme)
	k.set(keyPrefix+"plain", word(p.Plain))
	k.set(keyPrefix+"keep", word(p.Keep))
}

func loadPreferences(k keeper) Preferences {
	return Preferences{
		Theme: k.get(keyPrefix + "theme"),
		Plain: k.get(keyPrefix+"plain") == "yes",
		Keep:  k.get(keyPrefix+"keep") == "yes",
	}
}

func word(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// saveMarks remembers what a person ticked, and the targets.
func saveMarks(k keeper, s *Session) {
	if text, err := json.Marshal(s.Marks); err == nil {
		k.set(keyPrefix+"marks", string(text))
	}
	var pairs []string
	for _, name := range s.Targets.Names() {
		pairs = append(pairs, name+"="+s.Targets[name].String())
	}
	k.set(keyPrefix+"targets", strings.Join(pairs, ","))
}

func loadMarks(k keeper, s *Session) {
	var marks map[string]checklist.Mark
	text := k.get(keyPrefix + "marks")
	if text != "" && json.Unmarshal([]byte(text), &marks) == nil && marks != nil {
		s.Marks = marks
	}
	if targets, err := audit.ParseTargets(k.get(keyPrefix + "targets")); err == nil {
		s.Targets = targets
	}
}

type keptFile struct {
	Name, Text string
	Kind       audit.Kind `json:",omitempty"`
}

// saveFiles remembers the files; without any, or where the person did not ask
// for it, it forgets them.
func saveFiles(k keeper, s *Session, keep bool) error {
	if !keep || len(s.own()) == 0 {
		k.drop(keyPrefix + "files")
		return nil
	}
	text, err := json.Marshal(keptFiles(s))
	if err != nil {
		return err
	}
	return k.set(keyPrefix+"files", string(text))
}

func keptFiles(s *Session) []keptFile {
	var files []keptFile
	for _, d := range s.own() {
		files = append(files, keptFile{d.Name, d.Text, d.Chosen})
	}
	return files
}

// loadFiles takes remembered files in, and reports whether there were any.
func loadFiles(k keeper, s *Session) bool {
	var files []keptFile
	text := k.get(keyPrefix + "files")
	if text == "" || json.Unmarshal([]byte(text), &files) != nil {
		return false
	}
	for _, f := range files {
		s.Add(f.Name, []byte(f.Text)).Chosen = f.Kind
	}
	return len(files) > 0
}

// forget drops everything that the app remembers.
func forget(k keeper) {
	for _, key := range k.keys() {
		if strings.HasPrefix(key, keyPrefix) {
			k.drop(key)
		}
	}
}
