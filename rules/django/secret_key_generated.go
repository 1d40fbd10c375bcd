package django

import "preflight/rules/audit"

func init() { Rules.Add("secret-key-generated", secretKeyGenerated) }

// secretKeyGenerated checks that the key is the same after the next start.
func secretKeyGenerated(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	for _, c := range choicesOf(s.Get("SECRET_KEY")) {
		v := c.Value
		fresh := v.Type == Unknown && v.Reason == madeAnew
		if v.Type == Env && v.Default != nil && v.Default.Reason == madeAnew {
			fresh = true
		}
		if fresh {
			r.Fail(spanOr(v.At, s.Place("SECRET_KEY")), "SECRET_KEY is made anew at every start")
		}
	}
}
