package django

import "preflight/rules/audit"

func init() { Rules.Add("starttls-downgrade", starttlsDowngrade) }

// starttlsDowngrade finds STARTTLS in releases that may fall back from it. Where
// the patch release is not seen it says nothing: most are up to date.
func starttlsDowngrade(s *Settings, r *audit.Reporter) {
	const name = "EMAIL_USE_TLS"
	if !s.Has(name) || !s.Bool(name).Yes() {
		return
	}
	switch s.lacksPatch("5.2.15", "6.0.6") {
	case audit.Yes:
		r.Fail(s.Place(name), "mail may go out in the clear after a failed STARTTLS")
	case audit.No:
		r.Pass(s.Place(name))
	}
}
