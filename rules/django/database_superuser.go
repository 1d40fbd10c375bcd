package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("database-superuser", databaseSuperuser) }

// databaseSuperuser checks that the site does not own the whole server.
func databaseSuperuser(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		user := db.Get("USER")
		if db.SQLite() || !user.Whole() || user.Text == "" {
			continue
		}
		place := spanOr(s.inPython(user.Span), s.Place("DATABASES"))
		if superusers[strings.ToLower(user.Text)] {
			r.Fail(place, "database "+strconv.Quote(db.Alias)+" is used as "+strconv.Quote(user.Text))
		} else {
			r.Pass(place)
		}
	}
}

var superusers = namesOf("postgres", "root", "sa", "system", "sys", "admin", "rdsadmin", "mysql")
