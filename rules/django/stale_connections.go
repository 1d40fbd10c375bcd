package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("stale-connections", staleConnections) }

// staleConnections checks that kept connections are tried before they are used.
func staleConnections(s *Settings, r *audit.Reporter) {
	if !s.Has("DATABASES") || s.before("4.1") {
		return
	}
	for _, db := range s.Databases() {
		age := db.Get("CONN_MAX_AGE")
		kept := age.Type == pyconf.None || age.Type == pyconf.Int && age.Int > 0
		if !kept || db.Option("pool").Type != pyconf.Absent {
			continue
		}
		place := spanOr(s.inPython(age.Span), s.Place("DATABASES"))
		switch db.Get("CONN_HEALTH_CHECKS").Every(pyconf.Truthy) {
		case audit.No:
			r.Fail(place, "database "+strconv.Quote(db.Alias)+" keeps connections without health checks")
		case audit.Yes:
			r.Pass(place)
		}
	}
}
