package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("mysql-unencrypted", mysqlUnencrypted) }

// mysqlUnencrypted checks that a MySQL server elsewhere is reached over TLS.
func mysqlUnencrypted(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		where := db.Get("HOST")
		if db.Engine() != "mysql" || !where.Whole() || nearby(where.Text) {
			continue
		}
		place := spanOr(s.inPython(where.Span), s.Place("DATABASES"))
		ssl, mode := db.Option("ssl"), db.Option("ssl_mode")
		switch {
		case ssl.Type == pyconf.Absent && mode.Type == pyconf.Absent && db.Option("read_default_file").Type == pyconf.Absent:
			r.Fail(place, "database "+strconv.Quote(db.Alias)+" may be reached without encryption").Doubt(audit.Likely)
		case ssl.Type != pyconf.Unknown:
			r.Pass(place)
		}
	}
}
