package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("unconventional-requests", unconventionalRequests) }

// unconventionalRequests finds a server that takes requests which others refuse.
func unconventionalRequests(s *Server, r *audit.Reporter) {
	for _, name := range []string{"permit_unconventional_http_method", "permit_unconventional_http_version"} {
		s.judge(r, name, (*pyconf.Value).Truth, name+" is on", s.Set(name, "False", "", "Switch "+name+" off"))
	}
	v := s.judge(r, "casefold_http_method", (*pyconf.Value).Truth, "casefold_http_method is on",
		s.Set("casefold_http_method", "False", "", "Switch casefold_http_method off"))
	if v != nil {
		v.Lower(audit.Low)
	}
}
