package csp

import "strings"

// Kind is what a source is.
type Kind uint8

// The kinds of sources.
const (
	Bad     Kind = iota // no source: browsers leave it aside
	Keyword             // 'self', 'unsafe-inline', …
	Nonce               // 'nonce-…'
	Hash                // 'sha256-…', 'sha384-…', 'sha512-…'
	Scheme              // https:
	Host                // example.org, *.example.org:443/js/, *
	Unseen              // a variable: it may be any of these
)

// kindOf tells what a word of a source list is.
func kindOf(text string, open func(string) bool) Kind {
	lower := strings.ToLower(text)
	quoted := len(lower) > 2 && lower[0] == '\'' && lower[len(lower)-1] == '\''
	unseen := open != nil && open(text)
	switch {
	case quoted && strings.HasPrefix(lower, "'nonce-"):
		return valueKind(lower[len("'nonce-"):len(lower)-1], unseen, Nonce)
	case quoted && hashed(lower):
		return valueKind(lower[len("'sha256-"):len(lower)-1], unseen, Hash)
	case unseen:
		return Unseen
	case keywords[lower]:
		return Keyword
	case isScheme(lower):
		return Scheme
	case isHost(lower):
		return Host
	}
	return Bad
}

// fixed reports whether the source is a nonce that is written out: one that no
// variable makes anew for each answer.
func (s Source) fixed() bool {
	value, _ := strings.CutSuffix(s.Text, "'")
	return s.Kind == Nonce && base64ish(value[len("'nonce-"):])
}

func hashed(lower string) bool {
	return strings.HasPrefix(lower, "'sha256-") || strings.HasPrefix(lower, "'sha384-") || strings.HasPrefix(lower, "'sha512-")
}

// valueKind gives the kind for a nonce or hash if its value can be one.
func valueKind(value string, unseen bool, kind Kind) Kind {
	if unseen || value != "" && base64ish(value) {
		return kind
	}
	return Bad
}

func base64ish(value string) bool {
	body := strings.TrimRight(value, "=")
	return body != "" && len(value)-len(body) <= 2 && made(body, "+/-_")
}

// made reports whether a text is made of letters, digits and the other bytes.
func made(text, others string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte(others, c) >= 0 {
			continue
		}
		return false
	}
	return text != ""
}

func isScheme(text string) bool {
	name, ok := strings.CutSuffix(text, ":")
	return ok && schemeName(name)
}

func schemeName(name string) bool {
	return name != "" && name[0] >= 'a' && name[0] <= 'z' && made(name, "+-.")
}

// Address is a host source, taken apart.
type Address struct {
	Scheme string // without colon; empty for the page's own
	Host   string // may begin with "*."; "*" is every host
	Port   string // digits or *; empty for the usual one
	Path   string // from its slash on
}

// Address takes a host source apart.
func (s Source) Address() Address {
	a, _ := address(strings.ToLower(s.Text))
	return a
}

func isHost(text string) bool {
	_, ok := address(text)
	return ok
}

// address reads [scheme://]host[:port][/path] in lower case.
func address(text string) (a Address, ok bool) {
	rest := text
	if scheme, after, found := strings.Cut(text, "://"); found {
		if !schemeName(scheme) {
			return a, false
		}
		a.Scheme, rest = scheme, after
	}
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		rest, a.Path = rest[:i], rest[i:]
	}
	if strings.HasPrefix(rest, "[") { // an IPv6 address: not in the grammar, yet read
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return a, false
		}
		a.Host, rest = rest[:end+1], rest[end+1:]
		a.Port = strings.TrimPrefix(rest, ":")
		return a, goodPath(a.Path)
	}
	host, port, ported := strings.Cut(rest, ":")
	a.Host, a.Port = host, port
	return a, goodHost(host) && (!ported || goodPort(port)) && goodPath(a.Path)
}

func goodHost(host string) bool {
	if host == "*" {
		return true
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(host, "*."), "."), ".") {
		if !made(label, "-_") {
			return false
		}
	}
	return true
}

func goodPort(port string) bool {
	if port == "*" {
		return true
	}
	for i := 0; i < len(port); i++ {
		if port[i] < '0' || port[i] > '9' {
			return false
		}
	}
	return port != ""
}

func goodPath(path string) bool { return !strings.ContainsAny(path, "?#'\"<>") }

// is reports whether the source is the keyword.
func (s Source) is(keyword string) bool {
	return s.Kind == Keyword && strings.EqualFold(s.Text, keyword)
}

// has gives the first source that is the keyword.
func (d *Directive) has(keyword string) (at int, ok bool) {
	for i, s := range d.Sources {
		if s.is(keyword) {
			return i, true
		}
	}
	return -1, false
}

// any gives the first source of one of the kinds.
func (d *Directive) any(kinds ...Kind) bool {
	for _, s := range d.Sources {
		for _, k := range kinds {
			if s.Kind == k {
				return true
			}
		}
	}
	return false
}

// Nothing reports whether the directive allows nothing at all.
func (d *Directive) Nothing() bool {
	for _, s := range d.Sources {
		if s.Kind != Bad && !s.is("'none'") && !s.is("'report-sample'") {
			return false
		}
	}
	return true
}
