package csp

// instead names the directives that stand in for one that is not there, the
// nearest first (Level 3, "Get fetch directive fallback list").
var instead = map[string][]string{
	"script-src":       {"default-src"},
	"script-src-elem":  {"script-src", "default-src"},
	"script-src-attr":  {"script-src", "default-src"},
	"style-src":        {"default-src"},
	"style-src-elem":   {"style-src", "default-src"},
	"style-src-attr":   {"style-src", "default-src"},
	"worker-src":       {"child-src", "script-src", "default-src"},
	"frame-src":        {"child-src", "default-src"},
	"fenced-frame-src": {"frame-src", "child-src", "default-src"},
	"child-src":        {"default-src"},
	"connect-src":      {"default-src"},
	"font-src":         {"default-src"},
	"img-src":          {"default-src"},
	"manifest-src":     {"default-src"},
	"media-src":        {"default-src"},
	"object-src":       {"default-src"},
	"prefetch-src":     {"default-src"},
}

// holds says what the value of a directive is made of.
type holds uint8

const (
	sources   holds = iota + 1 // a source list
	ancestors                  // a source list of hosts, 'self' and 'none' alone
	words                      // something else, or nothing
)

// known are the directives that browsers act on.
var known = map[string]holds{
	"default-src": sources, "script-src": sources, "script-src-elem": sources, "script-src-attr": sources,
	"style-src": sources, "style-src-elem": sources, "style-src-attr": sources, "worker-src": sources,
	"frame-src": sources, "fenced-frame-src": sources, "child-src": sources, "connect-src": sources,
	"font-src": sources, "img-src": sources, "manifest-src": sources, "media-src": sources,
	"object-src": sources, "base-uri": sources, "form-action": sources, "frame-ancestors": ancestors,
	"sandbox": words, "report-uri": words, "report-to": words, "upgrade-insecure-requests": words,
	"require-trusted-types-for": words, "trusted-types": words, "webrtc": words,
}

// former are directives that browsers no longer act on, or that do nothing any
// more.
var former = map[string]bool{
	"block-all-mixed-content": true, "plugin-types": true, "prefetch-src": true, "referrer": true,
	"reflected-xss": true, "navigate-to": true, "require-sri-for": true, "disown-opener": true,
}

// keywords are the words that stand in quotes.
var keywords = map[string]bool{
	"'none'": true, "'self'": true, "'unsafe-inline'": true, "'unsafe-eval'": true, "'strict-dynamic'": true,
	"'unsafe-hashes'": true, "'report-sample'": true, "'wasm-unsafe-eval'": true, "'unsafe-allow-redirects'": true,
	"'trusted-types-eval'": true, "'inline-speculation-rules'": true,
	"'report-sha256'": true, "'report-sha384'": true, "'report-sha512'": true, "'unsafe-webtransport-hashes'": true,
}
