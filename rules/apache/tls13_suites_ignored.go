package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("tls13-suites-ignored", tls13SuitesIgnored) }

// tls13SuitesIgnored checks that suites of TLS 1.3 stand where they count.
func tls13SuitesIgnored(c *Config, r *audit.Reporter) {
	for _, name := range []string{"SSLCipherSuite", "SSLProxyCipherSuite"} {
		for _, u := range c.Uses(name) {
			list, tls13 := cipherList(u)
			switch {
			case tls13:
				r.Pass(u.Head())
			case hasTLS13(list):
				c.doubt(u, r.Fail(u.Head(), "the TLS 1.3 suites have no effect without the word TLSv1.3", c.splitSuites(u, list)))
			}
		}
	}
}

func hasTLS13(list string) bool {
	for _, w := range strings.Split(list, ":") {
		if strings.HasPrefix(strings.ToUpper(w), "TLS_") {
			return true
		}
	}
	return false
}

// splitSuites is the fix that writes two directives, one for each kind of list.
func (c *Config) splitSuites(u *Use, list string) *audit.Fix {
	if u.Filled {
		return nil
	}
	var old, suites []string
	for _, w := range strings.Split(list, ":") {
		if strings.HasPrefix(strings.ToUpper(w), "TLS_") {
			suites = append(suites, w)
		} else {
			old = append(old, w)
		}
	}
	text := u.Name.Value + " TLSv1.3 " + strings.Join(suites, ":")
	if len(old) > 0 {
		text += lineEnd(u.File) + indent(u.Head()) + u.Name.Value + " " + strings.Join(old, ":")
	}
	return &audit.Fix{Title: "Give the TLS 1.3 suites their own line", Edits: []audit.Edit{{Span: u.Head(), Text: text}}}
}
