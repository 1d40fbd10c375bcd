package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("proxy-header-unusual", proxyHeaderUnusual) }

// proxyHeaderUnusual tells that a header other than the usual ones is believed.
func proxyHeaderUnusual(s *Settings, r *audit.Reporter) {
	const name = "SECURE_PROXY_SSL_HEADER"
	a := s.Ask(name, func(v *pyconf.Value) audit.Truth {
		_, wrong := headerFault(v)
		if v.Type == pyconf.None || wrong != audit.No {
			return audit.No // another rule's business
		}
		header, value := v.Items[0].Value, v.Items[1].Value
		if !value.Whole() {
			return audit.Maybe
		}
		return audit.TruthOf(!usualProxyHeaders[header.Text+" "+strings.ToLower(value.Text)])
	})
	if s.Has(name) && a.Yes() {
		pyconf.Decide(r, a, "HTTPS is told by "+a.Value.Items[0].Value.Text, nil)
	}
}

// usualProxyHeaders are headers that proxies set by themselves, with the value
// that means HTTPS.
var usualProxyHeaders = namesOf("HTTP_X_FORWARDED_PROTO https", "HTTP_X_FORWARDED_PROTOCOL https", "HTTP_X_FORWARDED_PROTOCOL ssl",
	"HTTP_X_FORWARDED_SCHEME https", "HTTP_X_FORWARDED_SSL on", "HTTP_CLOUDFRONT_FORWARDED_PROTO https", "HTTP_FRONT_END_HTTPS on")
