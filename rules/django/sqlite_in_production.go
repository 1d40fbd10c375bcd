package django

import (
	"strconv"

	"preflight/rules/audit"
)

func init() { Rules.Add("sqlite-in-production", sqliteInProduction) }

// sqliteInProduction tells that the data is one file that one writer locks.
func sqliteInProduction(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		switch {
		case db.Engine() == "":
		case db.SQLite():
			r.Fail(spanOr(s.inPython(db.Get("ENGINE").Span), s.Place("DATABASES")), "database "+strconv.Quote(db.Alias)+" is SQLite")
		default:
			r.Pass(spanOr(s.inPython(db.Get("ENGINE").Span), s.Place("DATABASES")))
		}
	}
}
