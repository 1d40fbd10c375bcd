package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// api gives the settings of REST framework: an empty dict where it is installed
// and nobody sets any, nil where they are not seen whole.
func (s *Settings) api() *pyconf.Value {
	if s.Has("REST_FRAMEWORK") {
		if v := s.Get("REST_FRAMEWORK"); v.Type == pyconf.Dict && !v.Open {
			return v
		}
		return nil
	}
	if s.entire() && s.App("rest_framework") == audit.Yes {
		return &pyconf.Value{Type: pyconf.Dict}
	}
	return nil
}
