package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("header-spaces-stripped", headerSpacesStripped) }

// headerSpacesStripped finds a server that reads header names which proxies refuse.
func headerSpacesStripped(s *Server, r *audit.Reporter) {
	s.judge(r, "strip_header_spaces", (*pyconf.Value).Truth, s.Get("strip_header_spaces").Said+" accepts blanks before the colon of a header", s.Set("strip_header_spaces", "False", "", "Switch strip_header_spaces off"))
}
