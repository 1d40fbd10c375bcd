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
		if t.startsWithSlash(int(host[at+1] - '0')) {
			r.Pass(t.Head())
			continue
		}
		text := strings.Replace(t.Args[t.arg].Span.Text(), "$"+host[at+1:at+2], "/$"+host[at+1:at+2], 1)
		c.doubt(t.Use, r.Fail(t.Head(), "the path of a request can become part of the host name",
			t.setArg(t.arg, text, "Put a slash after the host")))
	}
}

// startsWithSlash reports whether what the nth group of the pattern matches
// begins with a slash. So does every path in a server or host, but not in a
// folder, where httpd takes the folder's part away first.
func (t route) startsWithSlash(n int) bool {
	i := group(t.pattern, n)
	if i < 0 {
		return false
	}
	text := strings.TrimPrefix(t.pattern[i:], "^")
	if strings.HasPrefix(text, "/") {
		return true
	}
	before := strings.TrimSuffix(t.pattern[:i], "(")
	switch t.Scope.Kind {
	case "server", "virtualhost":
		return before == "^" || before == "" && (n == 0 && strings.HasPrefix(t.pattern, "^") || strings.HasPrefix(text, ".*"))
	}
	return false
}

// group gives the offset of the text of the nth group of a regular expression,
// or -1. The whole match is group 0.
func group(pattern string, n int) int {
	if n == 0 {
		return 0
	}
	for i := 0; i < len(pattern); i++ {
		switch {
		case pattern[i] == '\\':
			i++
		case pattern[i] == '(' && !strings.HasPrefix(pattern[i:], "(?"):
			if n--; n == 0 {
				return i + 1
			}
		}
	}
	return -1
}
