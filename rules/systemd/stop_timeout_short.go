package systemd

import (
	"strconv"

	"preflight/rules/audit"
)

func init() { Rules.Add("stop-timeout-short", stopTimeoutShort) }

// gracefulTimeout is how long gunicorn lets requests finish, in seconds, where
// nobody says otherwise.
const gracefulTimeout = 30

// stopTimeoutShort finds services that are killed before their requests are
// done.
func stopTimeoutShort(u *Unit, r *audit.Reporter) {
	patience, set := u.seconds("Service", "TimeoutStopSec", 90)
	if !set || !u.IsService() {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		if c.Program() != "gunicorn" {
			continue
		}
		needed := float64(gracefulTimeout)
		if flag, ok := c.Flag("--graceful-timeout"); ok {
			if n, err := strconv.ParseFloat(flag.Text, 64); err == nil {
				needed = n
			}
		}
		place := u.Text("TimeoutStopSec").Span
		if patience < needed {
			r.Fail(place, "requests are cut off: gunicorn may take "+strconv.FormatFloat(needed, 'f', -1, 64)+" seconds to stop")
		} else {
			r.Pass(place)
		}
	}
}
