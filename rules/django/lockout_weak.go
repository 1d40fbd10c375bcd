package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("lockout-weak", lockoutWeak) }

// lockoutWeak checks how many tries axes gives, and that a lock-out ends.
func lockoutWeak(s *Settings, r *audit.Reporter) {
	const limit, cool, most = "AXES_FAILURE_LIMIT", "AXES_COOLOFF_TIME", 10
	if s.App("axes") != audit.Yes {
		return
	}
	if a := s.Ask(limit, pyconf.IntThat(func(n int64) bool { return n > most })); s.Has(limit) && a.Yes() {
		r.Fail(a.Place, "axes locks out only after "+strconv.FormatInt(a.Value.Int, 10)+" tries")
	}
	a := s.Ask(cool, (*pyconf.Value).IsNone)
	switch {
	case !s.Has(cool) && s.entire():
		r.Fail(s.Home, "AXES_COOLOFF_TIME is not set: a lock-out never ends")
	case s.Has(cool) && !a.Maybe():
		pyconf.Decide(r, a, "AXES_COOLOFF_TIME is None: a lock-out never ends", nil)
	}
}
