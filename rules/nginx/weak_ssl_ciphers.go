package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/cipher"
)

func init() { Rules.Add("weak-ssl-ciphers", weakSSLCiphers) }

// weakSSLCiphers checks that the list of cipher suites lets nothing broken in.
func weakSSLCiphers(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_ciphers") {
			if len(d.Args) != 1 || d.Args[0].Template || strings.Contains(d.Arg(0), "$") {
				continue
			}
			if strings.HasPrefix(d.Arg(0), "PROFILE=") {
				r.Unknown(d.Head(), "the crypto policy of the system decides: update-crypto-policies --show")
				continue
			}
			fix := replaceArgs("Use forward-secret AEAD suites", d, intermediate)
			if weak := weakCipher(d.Arg(0)); weak != "" {
				r.Fail(d.Head(), "ssl_ciphers allows "+weak, fix)
			} else if why := cipher.Select(d.Arg(0), false).Refused(); why != "" {
				r.Fail(d.Head(), "OpenSSL refuses this ssl_ciphers: "+why, fix).Lower(audit.Medium)
			} else {
				r.Pass(d.Head())
			}
		}
	})
}

// intermediate is Mozilla's intermediate list, which every OpenSSL in use
// knows.
const intermediate = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:" +
	"ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"

// weakCipher gives the first broken class that a cipher string lets in, or "".
func weakCipher(list string) string {
	if faults := cipher.Select(list, true).Faults(); len(faults) > 0 {
		return faults[0]
	}
	return ""
}
