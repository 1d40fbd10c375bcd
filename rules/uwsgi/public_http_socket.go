package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("public-http-socket", publicHttpSocket) }

// publicHttpSocket finds the fault that the workers take HTTP from everybody.
func publicHttpSocket(in *Instance, r *audit.Reporter) {
	settings := in.All(httpListeners...)
	if strings.HasPrefix(in.protocol(), "http") {
		settings = append(settings, in.All("socket")...)
	}
	in.judgeListeners(r, settings, func(s *Setting, a address) {
		in.reached(r.Fail(s.Span, short(s.Key+" takes HTTP "+a.where()+" without a web server in front"), in.local(s, a)))
	})
}
