package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/cipher"
)

func init() { Rules.Add("old-cipher-suites", oldCipherSuites) }

// oldCipherSuites finds lists that admit suites which are not broken, yet
// worse than needed: without forward secrecy, or with CBC.
func oldCipherSuites(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_ciphers") {
			if len(d.Args) != 1 || d.Args[0].Template || strings.Contains(d.Arg(0), "$") || strings.HasPrefix(d.Arg(0), "PROFILE=") || weakCipher(d.Arg(0)) != "" {
				continue
			}
			fix := replaceArgs("Use forward-secret AEAD suites", d, intermediate).Careful()
			switch suite, why := oldSuite(cipher.Select(d.Arg(0), false)); {
			case why != "":
				r.Fail(d.Head(), "ssl_ciphers allows "+shorten(suite, 25)+", "+why, fix)
			case cipher.Select(d.Arg(0), false).Refused() == "":
				r.Pass(d.Head())
			}
		}
	})
}

// oldSuite gives the first suite that may be used and is worse than needed.
func oldSuite(chosen cipher.Selection) (name, why string) {
	for _, suite := range chosen.Suites {
		switch {
		case !chosen.Offered(suite) || suite.Authentication == "PSK" || suite.Authentication == "SRP" || strings.Contains(suite.KeyExchange, "PSK"):
		case !suite.ForwardSecret():
			return suite.Name, "without forward secrecy"
		case !suite.AEAD() && why == "":
			name, why = suite.Name, "with CBC"
		}
	}
	return name, why
}
