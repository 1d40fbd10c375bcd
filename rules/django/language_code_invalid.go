package django

import "preflight/rules/audit"

func init() { Rules.Add("language-code-invalid", languageCodeInvalid) }

// languageCodeInvalid checks that languages are named by codes that exist.
func languageCodeInvalid(s *Settings, r *audit.Reporter) {
	s.judge(r, "LANGUAGE_CODE", badLanguage, "LANGUAGE_CODE is no language code", nil)
	s.judge(r, "LANGUAGES", badLanguages, "LANGUAGES has an entry that is no language code", nil)
	if s.Has("LANGUAGE_CODE") && s.Check("translation.E001") == audit.No && unsupportedLanguage(s) == audit.Yes {
		r.Fail(s.Place("LANGUAGE_CODE"), "LANGUAGE_CODE is not among LANGUAGES").Also(s.Place("LANGUAGES"))
	}
}
