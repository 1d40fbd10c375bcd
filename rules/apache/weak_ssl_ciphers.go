package apache

import (
	"strings"

	"preflight/rules/audit"
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

// broken are the kinds of weak ciphers and how lists name them: a keyword, or a
// part of a cipher's own name.
var broken = []struct {
	name     string
	keywords []string
	part     string
}{
	{"ciphers without encryption (NULL)", []string{"NULL", "ENULL"}, "NULL-"},
	{"anonymous ciphers", []string{"ANULL", "ADH", "AECDH"}, "ADH-"},
	{"export ciphers", []string{"EXP", "EXPORT", "EXPORT40", "EXPORT56"}, "EXP-"},
	{"RC4", []string{"RC4", "MEDIUM"}, "RC4-"}, // OpenSSL counts both among those of medium strength
	{"3DES", []string{"3DES", "MEDIUM"}, "DES-CBC3"},
	{"DES", []string{"DES", "LOW"}, "DES-CBC-"},
	{"MD5", []string{"MD5"}, "-MD5"},
}

// weakCipher names the first kind of weak cipher that the list asks for and
// does not strike out for good, or nothing.
func weakCipher(list string) string {
	words := strings.FieldsFunc(strings.ToUpper(list), func(r rune) bool { return r == ':' || r == ',' || r == ' ' })
	struck := map[string]bool{}
	for _, w := range words {
		if name, ok := strings.CutPrefix(w, "!"); ok {
			struck[name] = true
		}
	}
	for _, b := range broken {
		if !struckOut(b.keywords, struck) && asksFor(words, b.keywords, b.part) {
			return b.name
		}
	}
	return ""
}

func struckOut(keywords []string, struck map[string]bool) bool {
	for _, k := range keywords {
		if struck[k] {
			return true
		}
	}
	return false
}

func asksFor(words, keywords []string, part string) bool {
	on := false
	for _, w := range words {
		sign := w[:min(1, len(w))]
		if sign == "!" || sign == "@" {
			continue
		}
		name := strings.TrimLeft(w, "+-")
		match := strings.Contains(name, part)
		for _, k := range strings.Split(name, "+") {
			for _, keyword := range keywords {
				match = match || k == keyword
			}
		}
		switch {
		case !match || sign == "+":
		case sign == "-":
			on = false
		default:
			on = true
		}
	}
	return on
}
