package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("forwarder-headers-extended", forwarderHeadersExtended) }

// forwarderHeadersExtended checks which variables of an application a proxy may set
// by a header.
func forwarderHeadersExtended(s *Server, r *audit.Reporter) {
	usual := func(name string) bool { return name == "SCRIPT_NAME" || name == "PATH_INFO" }
	h := s.Get("forwarder_headers")
	other := ""
	v := s.judge(r, "forwarder_headers", pyconf.Listed(func(name string) bool {
		if !usual(name) {
			other = name
		}
		return !usual(name)
	}), "", nil)
	if v != nil && v.Outcome == audit.Fail {
		v.Message = h.Said + " lets a header set " + cutShort(other)
		v.Doubt(audit.Likely)
	}
}
