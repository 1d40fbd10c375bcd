// Package cipher evaluates OpenSSL cipher strings, such as the value of nginx's
// ssl_ciphers: which cipher suites up to TLS 1.2 a string admits.
package cipher

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// Suite is a cipher suite as "openssl ciphers -v" describes it.
type Suite struct {
	Name           string
	Protocol       string // SSLv3, TLSv1 or TLSv1.2: the first that has it
	KeyExchange    string // ECDH, DH, RSA, PSK, … ; ECDH and DH are ephemeral
	Authentication string // RSA, ECDSA, DSS, PSK, SRP, None
	Encryption     string // AESGCM(256), 3DES(168), None, …
	MAC            string // AEAD, SHA1, SHA256, SHA384, MD5
	Strength       string // high, medium or -
	Default        bool   // not in COMPLEMENTOFDEFAULT
	FIPS           bool
	Built          bool // in OpenSSL 3.0 as distributions build it
}

// The table was read off OpenSSL 3.0, with the RC4 and 3DES suites that builds
// with enable-weak-ssl-ciphers still have.
//
//go:embed ciphers.tsv
var table string

var suites = sync.OnceValue(func() []Suite {
	var all []Suite
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 10 {
			continue
		}
		all = append(all, Suite{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7] == "yes", f[8] == "yes", f[9] == "yes"})
	}
	return all
})

// Bits is the strength of the encryption, in bits; 3DES counts as 112.
func (s Suite) Bits() int {
	_, bits, _ := strings.Cut(strings.TrimSuffix(s.Encryption, ")"), "(")
	n, _ := strconv.Atoi(bits)
	if s.cipher() == "3DES" {
		return 112
	}
	return n
}

// cipher is the encryption without its bits.
func (s Suite) cipher() string {
	name, _, _ := strings.Cut(s.Encryption, "(")
	return name
}

// ForwardSecret reports whether recorded traffic stays secret when the server's
// key leaks later.
func (s Suite) ForwardSecret() bool {
	switch s.KeyExchange {
	case "ECDH", "DH", "ECDHEPSK", "DHEPSK":
		return true
	}
	return false
}

// AEAD reports whether encryption and integrity are one operation.
func (s Suite) AEAD() bool { return s.MAC == "AEAD" }

// Fault names what is broken in a suite, in words that go on from "allows", or
// gives nothing.
func (s Suite) Fault() string {
	switch {
	case s.cipher() == "None":
		return "ciphers without encryption (NULL)"
	case s.Authentication == "None":
		return "anonymous ciphers"
	case s.cipher() == "RC4", s.cipher() == "3DES":
		return s.cipher()
	case s.MAC == "MD5":
		return "MD5"
	}
	return ""
}
