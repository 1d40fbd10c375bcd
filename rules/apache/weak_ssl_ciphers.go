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
			if list, tls13 := cipherList(u); !tls13 && list != "" {
				c.judgeCiphers(r, u, list)
			}
		}
	}
}

func (c *Config) judgeCiphers(r *audit.Reporter, u *Use, list string) {
	weak, some := weakCipher(list)
	switch {
	case !u.Known():
		r.Unknown(u.Head(), "the value of "+u.Name.Value+" comes from a variable")
	case strings.HasPrefix(list, "PROFILE="):
		r.Unknown(u.Head(), "the crypto policy of the system decides: update-crypto-policies --show")
	case weak != "":
		c.doubt(u, r.Fail(u.Head(), u.Name.Value+" allows "+weak))
	case !some: // httpd does not start with it
	case u.later() != "":
		r.Unknown(u.Head(), u.later())
	default:
		r.Pass(u.Head())
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

// struckOut is what mod_ssl adds to every list.
const struckOut = ":!aNULL:!eNULL:!EXP"

// weakCipher gives the first broken class that a cipher string lets in, or "",
// and whether it lets anything in at all.
func weakCipher(list string) (weak string, some bool) {
	chosen := cipher.Select(list+struckOut, true)
	for _, fault := range chosen.Faults() {
		if fault != cipher.ExportGrade { // told by a word that is struck out
			return fault, true
		}
	}
	return "", !chosen.Empty()
}
