package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("shared-host-suffix", sharedHostSuffix) }

// sharedHostSuffix finds host entries that others can get a name under.
func sharedHostSuffix(s *Settings, r *audit.Reporter) {
	shared := func(h string) bool {
		if !strings.HasPrefix(h, ".") {
			return false
		}
		return strings.Count(h, ".") == 1 || sharedSuffixes[strings.ToLower(h)]
	}
	s.judgeItems(r, "ALLOWED_HOSTS", shared, func(h string) string {
		return "anybody can get a name under " + quoted(h)
	})
}

var sharedSuffixes = namesOf(".herokuapp.com", ".amazonaws.com", ".elb.amazonaws.com", ".elasticbeanstalk.com", ".ngrok.io", ".ngrok-free.app",
	".ngrok.app", ".onrender.com", ".railway.app", ".up.railway.app", ".fly.dev", ".azurewebsites.net", ".appspot.com", ".run.app", ".vercel.app",
	".pythonanywhere.com", ".co.uk", ".com.au", ".netlify.app", ".github.io", ".compute.amazonaws.com", ".cloudfront.net", ".nip.io")
