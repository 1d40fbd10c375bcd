package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("weak-ssl-ciphers", weakSSLCiphers) }

// weakSSLCiphers checks that the list of cipher suites lets nothing broken in.
func weakSSLCiphers(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_ciphers") {
			if len(d.Args) != 1 || d.Args[0].Template || strings.Contains(d.Arg(0), "$") {
				continue
			}
			if weak := weakCipher(d.Arg(0)); weak != "" {
				r.Fail(d.Head(), "ssl_ciphers allows "+shorten(weak, 30), replaceArgs("Use forward-secret AEAD suites", d, intermediate))
				continue
			}
			r.Pass(d.Head())
		}
	})
}

// intermediate is Mozilla's intermediate list, which every OpenSSL in use
// knows.
const intermediate = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:" +
	"ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"

// brokenSuites are the classes that nobody may offer, with the words of a
// cipher list that let them in.
var brokenSuites = []struct {
	name  string
	words []string // as whole parts of a suite's name or as a keyword
}{
	{"NULL encryption", []string{"NULL", "eNULL", "COMPLEMENTOFALL"}},
	{"anonymous suites", []string{"aNULL", "ADH", "AECDH", "ALL"}},
	{"export suites", []string{"EXP", "EXPORT", "EXPORT40", "EXPORT56", "LOW"}},
	{"RC4", []string{"RC4", "MEDIUM"}},
	{"DES", []string{"DES", "3DES", "CBC3"}},
	{"MD5", []string{"MD5"}},
}

// weakCipher gives the first broken class that an OpenSSL cipher list lets in,
// or "". A "!" anywhere keeps its class out for good.
func weakCipher(list string) string {
	words := strings.FieldsFunc(list, func(r rune) bool { return r == ':' || r == ',' || r == ' ' })
	for _, class := range brokenSuites {
		for i, word := range words {
			if strings.ContainsRune("!-+@", rune(word[0])) || !names(word, class.words) {
				continue
			}
			if !dropped(words, i, class.words) {
				return class.name
			}
		}
	}
	return ""
}

// names reports whether one part of the word, as in "DES-CBC3-SHA" or
// "kRSA+RC4", is among the class's words.
func names(word string, class []string) bool {
	if word == "ECDHE" || word == "DHE" {
		return false
	}
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '-' || r == '+' }) {
		if oneOf(part, class) {
			return true
		}
	}
	return false
}

// dropped reports whether the class is kept out: by "!" anywhere, or by "-"
// later in the list.
func dropped(words []string, from int, class []string) bool {
	for i, w := range words {
		if w[0] == '!' && oneOf(w[1:], class) || w[0] == '-' && i > from && oneOf(w[1:], class) {
			return true
		}
	}
	return false
}
