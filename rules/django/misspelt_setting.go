package django

import (
	"math/bits"
	"strings"
	"sync"

	"preflight/rules/audit"
	"preflight/rules/spell"
)

func init() { Rules.Add("misspelt-setting", misspeltSetting) }

// misspeltSetting finds names that are a letter away from a security setting.
func misspeltSetting(s *Settings, r *audit.Reporter) {
	names, found := s.Names(), 0
	for _, name := range names[:min(len(names), 1000)] {
		if found >= 20 {
			return // the rest is no slip of the hand
		}
		if releaseOf[name] != nil || len(name) < 8 || len(name) > 40 {
			continue
		}
		if meant := nearSetting(name); meant != "" && !s.Has(meant) && !s.mentioned(name) {
			found++
			r.Fail(s.Place(name), name+" is no setting; "+meant+" is", s.renamed(name, meant))
		}
	}
}

// target is a security setting and the characters that it has.
type target struct {
	name    string
	letters uint64
}

// targets are the security settings by their length.
var targets = sync.OnceValue(func() map[int][]target {
	all := map[int][]target{}
	for i := range releases {
		if name := releases[i].name; securitySetting(name) && releases[i].removed == "" {
			all[len(name)] = append(all[len(name)], target{name, letters(name)})
		}
	}
	return all
})

// nearSetting gives the security setting that a name almost is.
func nearSetting(name string) string {
	slips := 1
	if len(name) > 14 {
		slips = 2
	}
	have := letters(name)
	for size := len(name) - slips; size <= len(name)+slips; size++ {
		for _, known := range targets()[size] {
			// A letter that is changed takes one away and adds another.
			if bits.OnesCount64(have^known.letters) <= 2*slips && spell.Slips(name, known.name, slips) <= slips {
				return known.name
			}
		}
	}
	return ""
}

// letters is the set of characters of a name.
func letters(name string) uint64 {
	var set uint64
	for i := range len(name) {
		set |= 1 << (name[i] & 63)
	}
	return set
}

func securitySetting(name string) bool {
	for _, start := range []string{"SECURE_", "SESSION_", "CSRF_", "ALLOWED_", "SECRET_", "AUTH_PASS", "PASSWORD_", "X_FRAME", "USE_X_", "DATA_UPLOAD", "FILE_UPLOAD"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// renamed is a fix for a name that one plain statement assigns.
func (s *Settings) renamed(name, meant string) *audit.Fix {
	places := s.Places(name)
	if len(places) != 1 || places[0].File != s.File || !strings.HasPrefix(places[0].Text(), name) {
		return nil
	}
	at := s.File.Span(places[0].Start, places[0].Start+len(name))
	return &audit.Fix{Title: "Rename to " + meant, Edits: []audit.Edit{{Span: at, Text: meant}}}
}
