package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("secrets-in-log", secretsInLog) }

// secretsInLog finds log formats that write secrets down.
func secretsInLog(s *Site, r *audit.Reporter) {
	s.eachOwn("log_format", func(_ *Block, d *Directive) {
		for _, a := range d.Args[min(1, len(d.Args)):] {
			for _, ref := range references(a.Value) {
				if secretVariable(ref.name) {
					r.Fail(d.Name.Span.To(d.Args[0].Span), "the log records $"+shorten(ref.name, 40)).Also(a.Span)
					return
				}
			}
		}
		if len(d.Args) > 0 {
			r.Pass(d.Name.Span.To(d.Args[0].Span))
		}
	})
}

func secretVariable(name string) bool {
	switch name {
	case "http_authorization", "http_cookie", "request_body", "http_proxy_authorization", "http_x_api_key", "sent_http_set_cookie", "upstream_http_set_cookie":
		return true
	}
	key, ok := strings.CutPrefix(name, "arg_")
	if !ok {
		key, ok = strings.CutPrefix(name, "cookie_")
	}
	return ok && (strings.Contains(key, "token") || strings.Contains(key, "password") || strings.Contains(key, "secret") || strings.Contains(key, "session") || strings.Contains(key, "api_key"))
}
