package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cursors-through-pooler", cursorsThroughPooler) }

// cursorsThroughPooler finds PostgreSQL reached through a pooler without word
// of server-side cursors.
func cursorsThroughPooler(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") {
		return
	}
	for _, db := range s.Databases() {
		at := pooler(db)
		if at == nil || !postgres(db.Engine()) {
			continue
		}
		place := spanOr(s.inPython(at.Span), s.Place("DATABASES"))
		switch db.Get("DISABLE_SERVER_SIDE_CURSORS").Every(pyconf.Truthy) {
		case audit.No:
			r.Fail(place, "database "+strconv.Quote(db.Alias)+" opens cursors through a pooler")
		case audit.Yes:
			r.Pass(place)
		}
	}
}

// pooler gives the entry that tells of PgBouncer: its own port, or its name.
func pooler(db Database) *pyconf.Value {
	port, host := db.Get("PORT"), db.Get("HOST")
	switch {
	case port.Whole() && port.Text == "6432" || port.Type == pyconf.Int && port.Int == 6432:
		return port
	case host.Whole() && (strings.Contains(host.Text, "pgbouncer") || strings.Contains(host.Text, "pooler")):
		return host
	}
	return nil
}
