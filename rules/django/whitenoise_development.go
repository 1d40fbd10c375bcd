package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("whitenoise-development", whitenoiseDevelopment) }

// whitenoiseDevelopment checks that WhiteNoise does not look for files anew at
// every request.
func whitenoiseDevelopment(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"WHITENOISE_AUTOREFRESH", "WHITENOISE_USE_FINDERS"} {
		s.judge(r, name, pyconf.Truthy, name+" is True", s.Set(name, "False", "Set "+name+" to False"))
	}
}
