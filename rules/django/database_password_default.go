package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/secret"
)

func init() { Rules.Add("database-password-default", databasePasswordDefault) }

// databasePasswordDefault checks for passwords that everybody knows, and for
// none at all over the network.
func databasePasswordDefault(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		if db.Engine() == "" || db.SQLite() {
			continue
		}
		password, where := db.Get("PASSWORD"), db.Get("HOST")
		switch {
		case password.Whole() && password.Text != "" && secret.WellKnown(password.Text):
			r.Fail(spanOr(s.inPython(password.Span), s.Place("DATABASES")), "the password of "+strconv.Quote(db.Alias)+" is one that everybody tries")
		case (password.Type == pyconf.Absent || password.Whole() && password.Text == "") && where.Whole() && !nearby(where.Text) && db.Option("passfile").Type == pyconf.Absent && db.Option("service").Type == pyconf.Absent:
			r.Fail(spanOr(s.inPython(where.Span), s.Place("DATABASES")), "database "+strconv.Quote(db.Alias)+" is reached without a password")
		}
	}
}
