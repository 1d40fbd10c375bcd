package django

import "preflight/rules/audit"

func init() { Rules.Add("secret-key-generated", secretKeyGenerated) }

// secretKeyGenerated checks that the key is the same after the next start.
func secretKeyGenerated(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	choices := choicesOf(s.Get("SECRET_KEY"))
	if readElsewhere(choices) {
		return // made once, then kept in a file
	}
	for _, c := range choices {
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

// readElsewhere reports whether the key may also come from somewhere that is
// not seen, such as the file that it was written to.
func readElsewhere(choices []Choice) bool {
	for _, c := range choices {
		if c.Value.Type == Unknown && c.Value.Reason != madeAnew {
			return true
		}
	}
	return false
}
