package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("mysql-not-strict", mysqlNotStrict) }

// mysqlNotStrict checks a mode that the settings choose for MySQL. Where they
// choose none, the server does.
func mysqlNotStrict(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		mode := db.Option("sql_mode")
		if db.Engine() != "mysql" || !mode.Whole() {
			continue
		}
		place := spanOr(s.inPython(mode.Span), s.Place("DATABASES"))
		if m := strings.ToUpper(mode.Text); strings.Contains(m, "STRICT_") || strings.Contains(m, "TRADITIONAL") {
			r.Pass(place)
		} else {
			r.Fail(place, "sql_mode of "+strconv.Quote(db.Alias)+" is not strict")
		}
	}
}
