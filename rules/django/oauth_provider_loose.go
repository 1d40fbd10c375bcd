package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("oauth-provider-loose", oauthProviderLoose) }

// oauthProviderLoose checks how Django OAuth Toolkit hands out tokens.
func oauthProviderLoose(s *Settings, r *audit.Reporter) {
	v := s.Get("OAUTH2_PROVIDER")
	if !s.Has("OAUTH2_PROVIDER") || v.Type != pyconf.Dict {
		return
	}
	fault := false
	tell := func(key, message string) *audit.Verdict {
		fault = true
		return r.Fail(spanOr(s.inPython(pyconf.Entry(v, key).Span), s.Place("OAUTH2_PROVIDER")), message)
	}
	get := func(key string) *pyconf.Value { return pyconf.Entry(v, key) }
	if pyconf.Truthy(get("ALLOW_URI_WILDCARDS")) == audit.Yes {
		tell("ALLOW_URI_WILDCARDS", "redirect addresses may have wildcards")
	}
	if pkce := get("PKCE_REQUIRED"); pkce.Type != pyconf.Absent && pkce.Truth() == audit.No {
		tell("PKCE_REQUIRED", "codes are given without PKCE")
	}
	switch schemes := get("ALLOWED_REDIRECT_URI_SCHEMES"); {
	case pyconf.FindItem(schemes, pyconf.IsText("http")) != nil:
		tell("ALLOWED_REDIRECT_URI_SCHEMES", "codes and tokens may go over plain HTTP")
	case schemes.Type == pyconf.Absent && !v.Open:
		tell("", "redirect addresses may be plain HTTP, by default").Lower(audit.Low)
	}
	if age := get("ACCESS_TOKEN_EXPIRE_SECONDS"); age.Type == pyconf.Int && age.Int > 86400 {
		tell("ACCESS_TOKEN_EXPIRE_SECONDS", "access tokens are good for "+duration(age.Int)).Lower(audit.Low)
	}
	if !fault && !v.Open {
		r.Pass(s.Place("OAUTH2_PROVIDER"))
	}
}
