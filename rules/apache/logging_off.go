package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("logging-off", loggingOff) }

// loggingOff checks that accesses and errors are written down.
func loggingOff(c *Config, r *audit.Reporter) {
	quiet := map[string]bool{"emerg": true, "alert": true, "crit": true}
	c.judge(r, question{name: "LogLevel", bad: when(func(u *Use) bool { return quiet[strings.ToLower(u.Value(0))] }), fix: setTo("warn")})
	for _, name := range []string{"ErrorLog", "CustomLog", "TransferLog"} {
		for _, u := range c.Uses(name) {
			if u.Value(0) == "/dev/null" && !(name == "CustomLog" && len(u.Values()) > 2) {
				c.doubt(u, r.Fail(u.Head(), name+" goes to /dev/null"))
			} else if u.Known() {
				r.Pass(u.Head())
			}
		}
	}
	if len(c.Uses("CustomLog"))+len(c.Uses("TransferLog"))+len(c.Uses("GlobalLog")) > 0 || !c.Complete {
		return
	}
	if gap := c.GapAnywhere("CustomLog"); gap != "" {
		r.Unknown(c.Place(), gap)
		return
	}
	r.Fail(c.Place(), "no CustomLog writes down who asked for what")
}
