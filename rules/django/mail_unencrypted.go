package django

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("mail-unencrypted", mailUnencrypted) }

// mailUnencrypted checks that the mail password is not sent in the clear.
func mailUnencrypted(s *Settings, r *audit.Reporter) {
	if !s.Has("EMAIL_HOST") || s.Off("EMAIL_HOST").Yes() {
		return
	}
	if backend := s.Get("EMAIL_BACKEND"); backend.Whole() && !strings.HasSuffix(backend.Text, "smtp.EmailBackend") {
		return
	}
	where := s.Get("EMAIL_HOST")
	if where.Whole() && nearby(where.Text) {
		return
	}
	tls, ssl := s.Bool("EMAIL_USE_TLS"), s.Bool("EMAIL_USE_SSL")
	switch tls.Truth.Or(ssl.Truth) {
	case audit.Yes:
		r.Pass(s.Place("EMAIL_HOST"))
	case audit.No:
		if where.Whole() {
			r.Fail(s.Place("EMAIL_HOST"), "mail goes to "+quoted(where.Text)+" without encryption")
		} else {
			r.Unknown(s.Place("EMAIL_HOST"), cmp.Or(where.Settle(), "the mail host is not seen"))
		}
	default:
		r.Unknown(s.Place("EMAIL_HOST"), cmp.Or(tls.Settle, ssl.Settle))
	}
}
