package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("key-reused", keyReused) }

// keyReused finds the secret key doing the work of another key.
func keyReused(s *Settings, r *audit.Reporter) {
	for _, stmt := range s.module.Body {
		assign, ok := stmt.(*python.Assign)
		if !ok || len(assign.Targets) != 1 {
			continue
		}
		target, ok := assign.Targets[0].(*python.Name)
		if !ok || target.ID == "SECRET_KEY_FALLBACKS" || target.ID == "SECRET_KEY" {
			continue
		}
		if use := usesKey(assign.Value, target.ID); use != nil {
			r.Fail(use.Span(), "SECRET_KEY is used as another key too")
		}
	}
}

// usesKey finds SECRET_KEY as the value of a name or entry that is a key.
func usesKey(value python.Expr, name string) python.Expr {
	if x, ok := value.(*python.Name); ok && x.ID == "SECRET_KEY" && secretName(name) {
		return x
	}
	d, ok := value.(*python.Dict)
	if !ok {
		return nil
	}
	for i, v := range d.Values {
		key, isText := d.Keys[i].(*python.Str)
		if x, isName := v.(*python.Name); isText && isName && x.ID == "SECRET_KEY" && (key.Value == "SIGNING_KEY" || secretName("_"+key.Value)) {
			return x
		}
	}
	return nil
}
