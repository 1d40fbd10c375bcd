package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("weak-ssl-protocols", weakSslProtocols) }

// weakSslProtocols checks that TLS before 1.2 is refused.
func weakSslProtocols(c *Config, r *audit.Reporter) {
	const good = "-all +TLSv1.2 +TLSv1.3"
	for _, name := range []string{"SSLProtocol", "SSLProxyProtocol"} {
		for _, u := range c.Uses(name) {
			if c.superseded(u) {
				continue
			}
			weak := weakOf(u.Values())
			switch {
			case !u.Known():
				r.Unknown(u.Head(), "the value of "+name+" comes from a variable")
			case len(weak) > 0:
				v := c.doubt(u, r.Fail(u.Head(), name+" allows "+strings.Join(weak, ", "), u.setTo(good)))
				if weak[0] != "SSLv3" {
					v.Lower(audit.Medium)
				}
			case u.later() != "":
				r.Unknown(u.Head(), u.later())
			default:
				r.Pass(u.Head())
			}
		}
	}
	c.defaultProtocols(r)
}

// defaultProtocols answers for TLS sites that leave the protocols to httpd:
// all that OpenSSL has.
func (c *Config) defaultProtocols(r *audit.Reporter) {
	for _, h := range c.Hosts {
		if h.TLS() != audit.Yes {
			continue
		}
		switch s := h.Setting("SSLProtocol"); {
		case s.Use != nil, len(s.Maybe) > 0:
		case s.State == Unseen:
			r.Unknown(h.Head(), s.Settle)
		default:
			r.Fail(h.Head(), "SSLProtocol is not set: OpenSSL alone decides on TLS 1.0", h.addFor("ssl", "SSLProtocol -all +TLSv1.2 +TLSv1.3")).Lower(audit.Low)
		}
	}
}

// weakOf evaluates the words as mod_ssl does and gives the old protocols that
// are on, the oldest first. A word without sign replaces all before it.
func weakOf(words []string) []string {
	order := []string{"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}
	on := map[string]bool{}
	for _, w := range words {
		sign := byte(0)
		if w != "" && (w[0] == '+' || w[0] == '-') {
			sign, w = w[0], w[1:]
		}
		if sign == 0 {
			on = map[string]bool{}
		}
		for i, p := range order {
			all := strings.EqualFold(w, "all") && (i > 0 || sign == '-')
			if all || strings.EqualFold(w, p) {
				on[p] = sign != '-'
			}
		}
	}
	var weak []string
	for _, p := range order[:3] {
		if on[p] {
			weak = append(weak, p)
		}
	}
	return weak
}
