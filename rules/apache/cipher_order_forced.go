package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cipher-order-forced", cipherOrderForced) }

// cipherOrderForced points out that, of ciphers which are all good, the client
// knows best which is fast on it.
func cipherOrderForced(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("SSLHonorCipherOrder") {
		ciphers := u.Scope.Setting("SSLCipherSuite")
		switch {
		case c.superseded(u):
		case !u.On():
			r.Pass(u.Head())
		case ciphers.Use != nil && onlyModern(ciphers.Use):
			c.doubt(u, r.Fail(u.Head(), "SSLHonorCipherOrder is on though all ciphers are good", u.setTo("off"))).Also(ciphers.Use.Head())
		}
	}
}

// onlyModern reports whether every cipher of the list is named and keeps
// forward secrecy with authenticated encryption.
func onlyModern(u *Use) bool {
	list, tls13 := cipherList(u)
	if tls13 || list == "" {
		return false
	}
	for _, w := range strings.Split(strings.ToUpper(list), ":") {
		modern := strings.HasPrefix(w, "ECDHE-") || strings.HasPrefix(w, "DHE-")
		if !modern || !strings.Contains(w, "GCM") && !strings.Contains(w, "CHACHA20") {
			return false
		}
	}
	return true
}
