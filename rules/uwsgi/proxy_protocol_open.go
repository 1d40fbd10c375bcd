package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("proxy-protocol-open", proxyProtocolOpen) }

// proxyProtocolOpen finds the fault that anybody may state an address.
func proxyProtocolOpen(in *Instance, r *audit.Reporter) {
	on, s := in.Switch("http-enable-proxy-protocol")
	if s == nil || on == audit.No {
		return
	}
	for _, l := range in.All("http", "https") {
		if a, ok := addressOf(l.Value); ok && a.public() == audit.Yes {
			if on == audit.Maybe || l.Given != audit.Yes {
				r.Unknown(s.Span, in.settle(s))
			} else {
				in.judge(r.Fail(s.Span, "visitors can state any address with a PROXY line")).Also(l.Span)
			}
			return
		}
	}
	r.Pass(s.Span)
}
