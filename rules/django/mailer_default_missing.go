package django

import "preflight/rules/audit"

func init() { Rules.Add("mailer-default-missing", mailerDefaultMissing) }

// mailerDefaultMissing checks that mail is sent by some mailer.
func mailerDefaultMissing(s *Settings, r *audit.Reporter) {
	s.judge(r, "MAILERS", lacks("default"), "MAILERS has no entry default", nil)
}
