package nginx

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"preflight/rules/audit"
)

// Context is a set of the places where a directive may stand.
type Context uint32

// The contexts, each with the letter that directives.tsv uses for it.
const (
	InMain           Context = 1 << iota // m
	InEvents                             // e
	InHTTP                               // h
	InServer                             // s
	InLocation                           // l
	InServerIf                           // i
	InLocationIf                         // j
	InLimitExcept                        // x
	InUpstream                           // u
	InStream                             // S
	InStreamServer                       // T
	InStreamUpstream                     // U
	InMail                               // M
	InMailServer                         // N
	InAcmeIssuer                         // a
	InMgmt                               // g
	InOIDCProvider                       // o
	InOtelExporter                       // t
	InMatch                              // c
	InEntries        Context = 0         // map, geo, types: keys, not directives
)

const contextLetters = "mehslijxuSTUMNagotc"

// directiveInfo is what the table knows of a directive.
type directiveInfo struct {
	contexts Context
	since    audit.Version // zero: in every release spoken of here
	block    bool
	flag     bool // takes "on" or "off"
	once     bool // nginx refuses it twice at one level
	least    int  // arguments; -1: not known
	most     int  // arguments; -1: no limit
	fallback string
}

//go:embed directives.tsv
var directivesTSV string

// directives is the table of every directive of nginx's own modules: from the
// documentation, with contexts and argument counts as nginx 1.22.1 has them
// where it knows the directive.
var directives = sync.OnceValue(func() map[string]*directiveInfo {
	table := map[string]*directiveInfo{}
	for line := range strings.Lines(directivesTSV) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); line[0] != '#' {
			table[f[0]] = readDirective(f)
		}
	}
	return table
})

func readDirective(f []string) *directiveInfo {
	d := &directiveInfo{block: strings.Contains(f[3], "b"), flag: strings.Contains(f[3], "f"), once: strings.Contains(f[3], "1"), least: -1, most: -1, fallback: f[5]}
	for _, letter := range f[1] {
		d.contexts |= 1 << strings.IndexRune(contextLetters, letter)
	}
	if f[2] != "" {
		d.since = audit.MustVersion(f[2])
	}
	if from, to, isRange := strings.Cut(f[4], "-"); from != "" {
		d.least, _ = strconv.Atoi(from)
		d.most = d.least
		if isRange {
			d.most = -1
			if to != "" {
				d.most, _ = strconv.Atoi(to)
			}
		}
	}
	return d
}

// removed gives the release that no longer has a directive.
var removed = map[string]audit.Version{
	"ssl":                         audit.MustVersion("1.25.1"),
	"http2_push":                  audit.MustVersion("1.25.1"),
	"http2_push_preload":          audit.MustVersion("1.25.1"),
	"http2_max_concurrent_pushes": audit.MustVersion("1.25.1"),
	"spdy_chunk_size":             audit.MustVersion("1.9.5"),
	"spdy_headers_comp":           audit.MustVersion("1.9.5"),
}

// Known reports whether some release of nginx has a directive of the name.
func Known(name string) bool {
	return directives()[name] != nil || strings.HasSuffix(name, "_by_lua_block")
}

// child gives the context inside a block of the name that stands in parent.
func child(parent Context, name string) Context {
	switch name {
	case "server":
		switch parent {
		case InStream:
			return InStreamServer
		case InMail:
			return InMailServer
		}
		return InServer
	case "upstream":
		if parent == InStream {
			return InStreamUpstream
		}
		return InUpstream
	case "if":
		if parent&(InLocation|InLocationIf|InLimitExcept) != 0 {
			return InLocationIf
		}
		return InServerIf
	}
	return blockContexts[name]
}

var blockContexts = map[string]Context{
	"events": InEvents, "http": InHTTP, "stream": InStream, "mail": InMail, "mgmt": InMgmt,
	"location": InLocation, "limit_except": InLimitExcept, "acme_issuer": InAcmeIssuer,
	"oidc_provider": InOIDCProvider, "otel_exporter": InOtelExporter, "match": InMatch,
}

// contextNames are the contexts in the words of nginx's documentation.
var contextNames = []string{
	"the main level", "events", "http", "server", "location", "if in a server", "if in a location", "limit_except",
	"upstream", "stream", "a stream server", "a stream upstream", "mail", "a mail server", "acme_issuer", "mgmt",
	"oidc_provider", "otel_exporter", "match",
}

// String names the contexts, joined by commas.
func (c Context) String() string {
	var names []string
	for i, name := range contextNames {
		if c&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
