package django

import "preflight/rules/audit"

func init() { Rules.Add("site-id-mistyped", siteIdMistyped) }

// siteIdMistyped checks that SITE_ID is a number.
func siteIdMistyped(s *Settings, r *audit.Reporter) {
	if !s.Has("SITE_ID") || s.App("django.contrib.sites") != audit.Yes {
		return
	}
	mistyped := func(v *Value) audit.Truth {
		switch v.Type {
		case Int, Bool, None:
			return audit.No
		case Unknown, Env:
			return audit.Maybe
		}
		return audit.Yes
	}
	decide(r, s.Ask("SITE_ID", mistyped), "SITE_ID is no number", nil)
}
