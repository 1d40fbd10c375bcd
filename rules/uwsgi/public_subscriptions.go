package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("public-subscriptions", publicSubscriptions) }

// publicSubscriptions finds the fault that anybody may register a backend.
func publicSubscriptions(in *Instance, r *audit.Reporter) {
	if in.Has("subscriptions-sign-check") != audit.No {
		return
	}
	names := []string{"http-subscription-server", "fastrouter-subscription-server", "rawrouter-subscription-server", "sslrouter-subscription-server"}
	in.judgeListeners(r, in.All(names...), func(s *Setting, a address) {
		in.reached(r.Fail(s.Span, short("backends register unsigned "+a.where())))
	})
}
