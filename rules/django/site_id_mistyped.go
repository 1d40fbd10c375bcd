package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("site-id-mistyped", siteIdMistyped) }

// siteIdMistyped checks that SITE_ID is a number.
func siteIdMistyped(s *Settings, r *audit.Reporter) {
	if !s.Has("SITE_ID") || s.App("django.contrib.sites") != audit.Yes {
		return
	}
	mistyped := func(v *pyconf.Value) audit.Truth {
		switch v.Type {
		case pyconf.Int, pyconf.Bool, pyconf.None:
			return audit.No
		case pyconf.Unknown, pyconf.Env:
			return audit.Maybe
		}
		return audit.Yes
	}
	pyconf.Decide(r, s.Ask("SITE_ID", mistyped), "SITE_ID is no number", nil)
}
