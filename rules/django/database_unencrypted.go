package django

import (
	"cmp"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("database-unencrypted", databaseUnencrypted) }

// databaseUnencrypted checks that a PostgreSQL server elsewhere is reached over
// TLS, and that its name is checked.
func databaseUnencrypted(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		where := db.Get("HOST")
		if !postgres(db.Engine()) || !where.Whole() || nearby(where.Text) {
			continue
		}
		s.sslModeOf(db, spanOr(s.inPython(where.Span), s.Place("DATABASES")), r)
	}
}

func postgres(engine string) bool { return strings.Contains(engine, "postg") }

func (s *Settings) sslModeOf(db Database, place audit.Span, r *audit.Reporter) {
	mode := db.Option("sslmode")
	name := strconv.Quote(db.Alias)
	if set := s.stack.Variables("PGSSLMODE"); mode.Type == pyconf.Absent && len(set) > 0 {
		mode = &pyconf.Value{Type: pyconf.Text, Text: set[len(set)-1].Value, Span: place}
	}
	switch {
	case mode.Type == pyconf.Absent && db.Option("service").Type == pyconf.Absent:
		r.Fail(place, "database "+name+" may be reached without encryption").Doubt(audit.Likely)
	case mode.Whole():
		at := spanOr(s.inPython(mode.Span), place)
		switch mode.Text {
		case "disable", "allow", "prefer":
			r.Fail(at, "sslmode "+mode.Text+" lets database "+name+" be read on the way")
		case "require", "verify-ca":
			s.unnamedServer(db, mode.Text, at, r)
		default:
			r.Pass(at)
		}
	case mode.Type != pyconf.Absent:
		r.Unknown(place, cmp.Or(mode.Settle(), "what sslmode is, is not seen"))
	}
}

// unnamedServer is encryption that does not check who is at the other end; with
// a root certificate, "require" checks as "verify-ca" does.
func (s *Settings) unnamedServer(db Database, mode string, at audit.Span, r *audit.Reporter) {
	v := r.Fail(at, "sslmode "+mode+" does not check the name of the server").Lower(audit.Medium)
	if mode == "verify-ca" || db.Option("sslrootcert").Type != pyconf.Absent {
		v.Lower(audit.Low)
	}
}
