package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("var-run-path", varRunPath) }

// varRunPath finds paths below /var/run, which is a link to /run.
func varRunPath(u *Unit, r *audit.Reporter) {
	for _, key := range []string{"PIDFile", "ListenStream", "ListenDatagram", "ListenFIFO", "ReadWritePaths"} {
		for _, e := range u.Assigned(key) {
			n := strings.Index(e.Value, "/var/run/")
			if n < 0 || n > 0 && !strings.ContainsAny(e.Value[n-1:n], " -+") {
				continue
			}
			place := e.Place(n, n+len("/var/run/"))
			r.Fail(place, short("%s= is below /var/run, which is only a link", key),
				&audit.Fix{Title: "Write /run", Edits: []audit.Edit{{Span: place, Text: "/run/"}}})
		}
	}
}
