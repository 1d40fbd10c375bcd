package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/secret"
)

func init() { Rules.Add("database-password-literal", databasePasswordLiteral) }

// databasePasswordLiteral checks that no database password is in the code.
func databasePasswordLiteral(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		s.passwordOf(db, r)
	}
}

func (s *Settings) passwordOf(db Database, r *audit.Reporter) {
	for _, c := range pyconf.ChoicesOf(db.Get("PASSWORD")) {
		v := c.Value
		if v.Type == pyconf.Env && v.Default != nil {
			if d := v.Default; d.Whole() && d.Text != "" && !db.SQLite() {
				r.Fail(spanOr(d.Span, s.Place("DATABASES")), "the password falls back to a literal without "+v.Name).Lower(audit.High)
				continue
			}
		}
		switch {
		case v.Whole() && v.Text != "" && !secret.Placeholder(v.Text) && !db.SQLite() && !s.fromElsewhere(v):
			r.Fail(spanOr(v.Span, s.Place("DATABASES")), "password of "+strconv.Quote(db.Alias)+" is in the code ("+audit.Mask(v.Text)+")")
		case v.Type == pyconf.Env:
			r.Pass(spanOr(v.Span, s.Place("DATABASES")))
		}
	}
}

func spanOr(span, other audit.Span) audit.Span {
	if span.IsZero() {
		return other
	}
	return span
}
