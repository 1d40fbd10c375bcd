package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("peer-name-unchecked", peerNameUnchecked) }

// peerNameUnchecked checks that a certificate of another server is not taken
// for that of the server behind the proxy.
func peerNameUnchecked(c *Config, r *audit.Reporter) {
	for _, name := range []string{"SSLProxyCheckPeerName", "SSLProxyCheckPeerCN", "SSLProxyCheckPeerExpire"} {
		c.judge(r, question{name: name, bad: when(says("off")), fix: setTo("on")})
	}
}
