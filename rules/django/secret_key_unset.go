package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-key-unset", secretKeyUnset) }

// secretKeyUnset tells that the key may be None.
func secretKeyUnset(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	for _, c := range pyconf.ChoicesOf(s.held("SECRET_KEY")) {
		if v := c.Value; v.Type == pyconf.Env && v.Default != nil && v.Default.Type == pyconf.None && v.Guess == "" {
			r.Fail(spanOr(s.inPython(v.At), s.Place("SECRET_KEY")), "SECRET_KEY is None where "+v.Name+" is not set")
		}
	}
}
