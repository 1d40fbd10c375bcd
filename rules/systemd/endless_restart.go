package systemd

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("endless-restart", endlessRestart) }

// endlessRestart finds services whose pause between restarts is so long that
// the limit on restarts is never reached.
func endlessRestart(u *Unit, r *audit.Reporter) {
	restart := u.Enum("Restart", words["Restart"]...)
	if !u.IsService() || u.Partial() || !restart.Set || restart.Value == "no" {
		return
	}
	pause, set := u.seconds("Service", "RestartSec", 0.1)
	interval, _ := u.seconds("Unit", "StartLimitIntervalSec", 10)
	if old, ok := u.seconds("Service", "StartLimitInterval", 10); ok {
		interval = old
	}
	burst := 5.0
	for _, section := range []string{"Unit", "Service"} {
		if n, err := strconv.Atoi(u.TextIn(section, "StartLimitBurst").Value); err == nil {
			burst = float64(n)
		}
	}
	if set && interval > 0 && pause > 0 && pause*burst > interval {
		r.Fail(u.Text("RestartSec").Span, "with this pause the limit on restarts is never reached")
	}
}

// seconds reads a span of time such as "5", "5s", "1min 30s" or "500ms".
func (u *Unit) seconds(section, key string, otherwise float64) (float64, bool) {
	text := u.TextIn(section, key)
	if !text.Set {
		return otherwise, false
	}
	total := 0.0
	for _, word := range strings.Fields(text.Value) {
		digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
		unit, known := timeUnits[word[len(digits):]]
		n, err := strconv.ParseFloat(digits, 64)
		if err != nil || !known {
			return otherwise, false
		}
		total += n * unit
	}
	return total, true
}

// timeUnits are the usual units of systemd.time(7), in seconds.
var timeUnits = map[string]float64{
	"": 1, "s": 1, "sec": 1, "second": 1, "seconds": 1, "ms": 1e-3, "msec": 1e-3, "us": 1e-6, "usec": 1e-6,
	"m": 60, "min": 60, "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hour": 3600, "hours": 3600, "d": 86400, "day": 86400, "days": 86400,
}
