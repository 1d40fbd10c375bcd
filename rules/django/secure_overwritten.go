package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("secure-overwritten", secureOverwritten) }

// secureOverwritten finds a good value that a later line of the module undoes.
func secureOverwritten(s *Settings, r *audit.Reporter) {
	last := map[string]*python.Assign{}
	for _, stmt := range s.module.Body {
		assign, ok := stmt.(*python.Assign)
		if !ok || len(assign.Targets) != 1 {
			continue
		}
		name, ok := assign.Targets[0].(*python.Name)
		if !ok {
			continue
		}
		if before := last[name.ID]; before != nil && undone(name.ID, before.Value, assign.Value) {
			r.Fail(assign.Span(), name.ID+" undoes the value above").Also(before.Span())
		}
		last[name.ID] = assign
	}
}

// undone reports whether a bool setting goes from its secure value to the other.
func undone(name string, before, after python.Expr) bool {
	good, watched := secureValues[name]
	b, ok1 := before.(*python.Constant)
	a, ok2 := after.(*python.Constant)
	return watched && ok1 && ok2 && b.Value == good && a.Value != good && (a.Value == "True" || a.Value == "False" || a.Value == "None")
}

var secureValues = map[string]string{
	"DEBUG": "False", "SECURE_SSL_REDIRECT": "True", "SESSION_COOKIE_SECURE": "True", "CSRF_COOKIE_SECURE": "True",
	"SESSION_COOKIE_HTTPONLY": "True", "SECURE_CONTENT_TYPE_NOSNIFF": "True", "SECURE_HSTS_INCLUDE_SUBDOMAINS": "True",
	"CORS_ALLOW_ALL_ORIGINS": "False", "CORS_ALLOW_CREDENTIALS": "False", "EMAIL_USE_TLS": "True",
}
