package cipher

import "slices"

// condition is what words joined by "+" ask of a suite.
type condition struct {
	tests    []func(Suite) bool
	strength uint8 // any of these bits; 0: no matter
	outside  bool  // only suites that are not in the default
}

// The bits of a suite's strength. FIPS is one of them, as in OpenSSL, where
// HIGH+FIPS therefore names nothing.
const (
	low uint8 = 1 << iota
	medium
	high
	fips
)

func (s Suite) strength() uint8 {
	bits := map[string]uint8{"low": low, "medium": medium, "high": high}[s.Strength]
	if s.FIPS {
		bits |= fips
	}
	return bits
}

// holds reports whether a suite is one that the words ask for.
func (c condition) holds(s Suite) bool {
	if c.strength != 0 && c.strength&s.strength() == 0 || c.outside && s.Default {
		return false
	}
	return !slices.ContainsFunc(c.tests, func(test func(Suite) bool) bool { return !test(s) })
}

// add joins another word. It gives false where OpenSSL passes over the words:
// one is unknown, or two strengths exclude each other.
func (c *condition) add(word string) bool {
	strength, outside := strengths[word], word == "COMPLEMENTOFDEFAULT"
	switch test := aliases[word]; {
	case test != nil:
		c.tests = append(c.tests, test)
	case strength == 0 && !outside:
		suite, ok := find(word)
		if !ok {
			return false
		}
		c.tests = append(c.tests, func(x Suite) bool { return x.Name == suite.Name })
		strength, outside = suite.strength(), !suite.Default
	}
	switch {
	case strength == 0:
	case c.strength == 0:
		// OpenSSL assigns here, so that what was said of the default is lost.
		c.strength, c.outside = strength, false
	default:
		if c.strength &= strength; c.strength == 0 {
			return false
		}
	}
	c.outside = c.outside || outside
	return true
}

// find gives the suite of a name, an old one too.
func find(name string) (Suite, bool) {
	if now := renamed[name]; now != "" {
		name = now
	}
	for _, s := range suites() {
		if s.Name == name {
			return s, true
		}
	}
	return Suite{}, false
}

// strengths are the words that ask for a strength.
var strengths = map[string]uint8{"LOW": low, "MEDIUM": medium, "HIGH": high, "FIPS": fips}

// renamed are names of suites from before OpenSSL 1.1.
var renamed = map[string]string{
	"EDH-DSS-DES-CBC3-SHA": "DHE-DSS-DES-CBC3-SHA", "EDH-RSA-DES-CBC3-SHA": "DHE-RSA-DES-CBC3-SHA",
}

func exchange(names ...string) func(Suite) bool {
	return func(s Suite) bool { return slices.Contains(names, s.KeyExchange) }
}

func authentication(name string) func(Suite) bool {
	return func(s Suite) bool { return s.Authentication == name }
}

func encryption(names ...string) func(Suite) bool {
	return func(s Suite) bool { return slices.Contains(names, s.Encryption) }
}

func mac(name string) func(Suite) bool { return func(s Suite) bool { return s.MAC == name } }
func from(version string) func(Suite) bool {
	return func(s Suite) bool { return s.Protocol == version }
}
func not(test func(Suite) bool) func(Suite) bool { return func(s Suite) bool { return !test(s) } }
func both(a, b func(Suite) bool) func(Suite) bool {
	return func(s Suite) bool { return a(s) && b(s) }
}

var (
	null      = encryption("None")
	anonymous = authentication("None")
	aes128    = []string{"AES(128)", "AESGCM(128)", "AESCCM(128)", "AESCCM8(128)"}
	aes256    = []string{"AES(256)", "AESGCM(256)", "AESCCM(256)", "AESCCM8(256)"}
)

// aliases are the words of ciphers(1) that stand for many suites, as OpenSSL
// 3.0 understands them.
var aliases = map[string]func(Suite) bool{
	"ALL": not(null), "COMPLEMENTOFALL": null, "eNULL": null, "NULL": null,

	"kRSA": exchange("RSA"), "kDHE": exchange("DH"), "kEDH": exchange("DH"), "DH": exchange("DH"),
	"kECDHE": exchange("ECDH"), "kEECDH": exchange("ECDH"), "ECDH": exchange("ECDH"),
	"kPSK": exchange("PSK"), "kRSAPSK": exchange("RSAPSK"), "kECDHEPSK": exchange("ECDHEPSK"), "kDHEPSK": exchange("DHEPSK"),
	"PSK": exchange("PSK", "RSAPSK", "ECDHEPSK", "DHEPSK"), "kSRP": exchange("SRP"), "SRP": exchange("SRP"),

	"aRSA": authentication("RSA"), "aDSS": authentication("DSS"), "DSS": authentication("DSS"), "aNULL": anonymous,
	"aECDSA": authentication("ECDSA"), "ECDSA": authentication("ECDSA"), "aPSK": authentication("PSK"), "aSRP": authentication("SRP"),

	"EDH": both(exchange("DH"), not(anonymous)), "DHE": both(exchange("DH"), not(anonymous)),
	"EECDH": both(exchange("ECDH"), not(anonymous)), "ECDHE": both(exchange("ECDH"), not(anonymous)),
	"RSA": both(exchange("RSA"), authentication("RSA")),
	"ADH": both(exchange("DH"), anonymous), "AECDH": both(exchange("ECDH"), anonymous),

	"3DES": encryption("3DES(168)"), "RC4": encryption("RC4(128)"),
	"AES128": encryption(aes128...), "AES256": encryption(aes256...), "AES": encryption(slices.Concat(aes128, aes256)...),
	"AESGCM":      encryption("AESGCM(128)", "AESGCM(256)"),
	"AESCCM":      encryption("AESCCM(128)", "AESCCM(256)", "AESCCM8(128)", "AESCCM8(256)"),
	"AESCCM8":     encryption("AESCCM8(128)", "AESCCM8(256)"),
	"CAMELLIA128": encryption("Camellia(128)"), "CAMELLIA256": encryption("Camellia(256)"),
	"CAMELLIA": encryption("Camellia(128)", "Camellia(256)"), "CHACHA20": encryption("CHACHA20/POLY1305(256)"),
	"ARIA128": encryption("ARIAGCM(128)"), "ARIA256": encryption("ARIAGCM(256)"),
	"ARIA": encryption("ARIAGCM(128)", "ARIAGCM(256)"), "ARIAGCM": encryption("ARIAGCM(128)", "ARIAGCM(256)"),
	"CBC": encryption("AES(128)", "AES(256)", "Camellia(128)", "Camellia(256)", "3DES(168)"),

	"MD5": mac("MD5"), "SHA1": mac("SHA1"), "SHA": mac("SHA1"), "SHA256": mac("SHA256"), "SHA384": mac("SHA384"),
	"SSLv3": from("SSLv3"), "TLSv1": from("TLSv1"), "TLSv1.0": from("TLSv1"), "TLSv1.2": from("TLSv1.2"),
}
