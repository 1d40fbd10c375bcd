package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("proxy-host-suffix", proxyHostSuffix) }

// proxyHostSuffix checks that the path of a request cannot run into the name of
// the server that it is passed on to.
func proxyHostSuffix(c *Config, r *audit.Reporter) {
	for _, t := range c.routes() {
		_, host, _ := t.address()
		at := reference(host)
		if !t.regex || at < 1 || host[at-1] == '.' || host[at-1] == '@' || host[at] != '$' {
			continue
		}
		if group := group(t.pattern, int(host[at+1]-'0')); strings.HasPrefix(group, "/") || strings.HasPrefix(group, "^/") {
			r.Pass(t.Head())
			continue
		}
		text := strings.Replace(t.Args[t.arg].Span.Text(), "$"+host[at+1:at+2], "/$"+host[at+1:at+2], 1)
		c.doubt(t.Use, r.Fail(t.Head(), "the path of a request can become part of the host name",
			t.setArg(t.arg, text, "Put a slash after the host")))
	}
}

// group gives the text of the nth group of a regular expression, or "". The
// whole match is group 0.
func group(pattern string, n int) string {
	count := 0
	for i := 0; i < len(pattern); i++ {
		switch {
		case n == 0:
			return pattern
		case pattern[i] == '\\':
			i++
		case pattern[i] == '(' && !strings.HasPrefix(pattern[i:], "(?"):
			if count++; count == n {
				return pattern[i+1:]
			}
		}
	}
	return ""
}
