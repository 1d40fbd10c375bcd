package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("database-engine-removed", databaseEngineRemoved) }

// databaseEngineRemoved finds engines that Django no longer has.
func databaseEngineRemoved(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		v := db.Get("ENGINE")
		if v.Whole() && strings.HasSuffix(v.Text, ".postgresql_psycopg2") && !s.before("3.0") {
			r.Fail(spanOr(s.inPython(v.Span), s.Place("DATABASES")), "the engine postgresql_psycopg2 is gone since Django 3.0", s.newEngine(v))
		}
	}
}

func (s *Settings) newEngine(v *pyconf.Value) *audit.Fix {
	text := v.Span.Text()
	if v.Span.File != s.File || !strings.Contains(text, "postgresql_psycopg2") {
		return nil
	}
	edit := audit.Edit{Span: v.Span, Text: strings.Replace(text, "postgresql_psycopg2", "postgresql", 1)}
	return &audit.Fix{Title: "Use the engine postgresql", Edits: []audit.Edit{edit}}
}
