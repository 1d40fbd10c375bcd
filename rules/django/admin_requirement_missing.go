package django

import "preflight/rules/audit"

func init() { Rules.Add("admin-requirement-missing", adminRequirementMissing) }

// adminRequirementMissing checks that the admin has what it needs.
func adminRequirementMissing(s *Settings, r *audit.Reporter) {
	if s.App("django.contrib.admin") != audit.Yes {
		return
	}
	missing := false
	for _, need := range adminNeeds {
		if s.Check(need.check) == audit.Yes {
			missing = true
			r.Fail(s.Place(need.setting), "the admin needs "+need.what)
		}
	}
	if !missing {
		r.Pass(s.Place("INSTALLED_APPS"))
	}
}

// adminNeeds are the checks of the admin, and where what they miss belongs.
var adminNeeds = []struct{ check, setting, what string }{
	{"admin.E402", "TEMPLATES", "the context processor auth"},
	{"admin.E403", "TEMPLATES", "an engine with DjangoTemplates"},
	{"admin.E404", "TEMPLATES", "the context processor messages"},
	{"admin.E406", "INSTALLED_APPS", "django.contrib.messages"},
	{"admin.E408", "MIDDLEWARE", "AuthenticationMiddleware"},
	{"admin.E409", "MIDDLEWARE", "MessageMiddleware"},
	{"admin.E410", "MIDDLEWARE", "SessionMiddleware"},
	{"admin.W411", "TEMPLATES", "the context processor request"},
}
