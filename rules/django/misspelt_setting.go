package django

import (
	"strings"

	"preflight/rules/audit"
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

// nearSetting gives the security setting that a name almost is.
func nearSetting(name string) string {
	for i := range releases {
		known := releases[i].name
		if !securitySetting(known) || releases[i].removed != "" {
			continue
		}
		if d := len(known) - len(name); d < -2 || d > 2 {
			continue
		}
		if distance(name, known) <= 1 || len(name) > 14 && distance(name, known) <= 2 {
			return known
		}
	}
	return ""
}

func securitySetting(name string) bool {
	for _, start := range []string{"SECURE_", "SESSION_", "CSRF_", "ALLOWED_", "SECRET_", "AUTH_PASS", "PASSWORD_", "X_FRAME", "USE_X_", "DATA_UPLOAD", "FILE_UPLOAD"} {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// distance counts the letters that have to be added, dropped or changed.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next := min(row[j+1]+1, row[j]+1, diagonal+cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
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
