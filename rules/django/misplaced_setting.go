package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("misplaced-setting", misplacedSetting) }

// misplacedSetting finds options that Django reads inside a dict only.
func misplacedSetting(s *Settings, r *audit.Reporter) {
	for _, m := range misplaced {
		if !s.Has(m.name) || s.mentioned(m.name) {
			continue
		}
		r.Fail(s.Place(m.name), m.name+" at top level does nothing: it goes into "+m.inside)
	}
}

var misplaced = []struct{ name, inside string }{
	{"CONN_MAX_AGE", "DATABASES"}, {"CONN_HEALTH_CHECKS", "DATABASES"}, {"ATOMIC_REQUESTS", "DATABASES"}, {"AUTOCOMMIT", "DATABASES"},
	{"DISABLE_SERVER_SIDE_CURSORS", "DATABASES"}, {"DEFAULT_PERMISSION_CLASSES", "REST_FRAMEWORK"},
	{"DEFAULT_AUTHENTICATION_CLASSES", "REST_FRAMEWORK"}, {"DEFAULT_THROTTLE_RATES", "REST_FRAMEWORK"}, {"ACCESS_TOKEN_LIFETIME", "SIMPLE_JWT"},
}

// mentioned reports whether the module reads the name again, as a variable.
func (s *Settings) mentioned(name string) bool {
	uses := 0
	for _, stmt := range s.module.Body {
		python.Walk(stmt, func(n python.Node) bool {
			if x, ok := n.(*python.Name); ok && x.ID == name {
				uses++
			}
			return uses < 64
		})
	}
	return uses > len(s.Places(name))
}
