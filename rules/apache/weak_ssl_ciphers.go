package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/cipher"
)

func init() { Rules.Add("weak-ssl-ciphers", weakSslCiphers) }

// weakSslCiphers checks that no broken cipher is asked for.
func weakSslCiphers(c *Config, r *audit.Reporter) {
	for _, name := range []string{"SSLCipherSuite", "SSLProxyCipherSuite"} {
		for _, u := range c.Uses(name) {
			list, tls13 := cipherList(u)
			switch weak := weakCipher(list); {
			case tls13 || list == "":
			case !u.Known():
				r.Unknown(u.Head(), "the value of "+name+" comes from a variable")
			case weak != "":
				c.doubt(u, r.Fail(u.Head(), name+" allows "+weak))
			case u.later() != "":
				r.Unknown(u.Head(), u.later())
			default:
				r.Pass(u.Head())
			}
		}
	}
}

// cipherList gives the list of ciphers and whether it is the one for TLS 1.3.
func cipherList(u *Use) (list string, tls13 bool) {
	if strings.EqualFold(u.Value(0), "TLSv1.3") && len(u.Values()) > 1 {
		return u.Value(1), true
	}
	if strings.EqualFold(u.Value(0), "SSL") && len(u.Values()) > 1 {
		return u.Value(1), false
	}
	return u.Value(0), false
}

// weakCipher gives the first broken class that a cipher string lets in, or "".
func weakCipher(list string) string {
	if faults := cipher.Select(list, true).Faults(); len(faults) > 0 {
		return faults[0]
	}
	return ""
}
