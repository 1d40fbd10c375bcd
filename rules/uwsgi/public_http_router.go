package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("public-http-router", publicHttpRouter) }

// publicHttpRouter finds the fault that HTTP is served to everybody without TLS.
func publicHttpRouter(in *Instance, r *audit.Reporter) {
	if in.Has("https", "https2") == audit.Yes {
		return
	}
	in.judgeListeners(r, in.All("http"), func(s *Setting, a address) {
		in.reached(r.Fail(s.Span, short("HTTP is served "+a.where()+" without TLS"), in.local(s, a)))
	})
}
