package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("referrer-policy-weak", referrerPolicyWeak) }

// knownPolicies are the values of Referrer-Policy, and whether they keep paths
// from other sites.
var knownPolicies = map[string]bool{
	"no-referrer": true, "same-origin": true, "origin": true, "strict-origin": true, "origin-when-cross-origin": true,
	"strict-origin-when-cross-origin": true, "unsafe-url": false, "no-referrer-when-downgrade": false,
}

// referrerPolicyWeak checks that other sites do not learn whole addresses.
func referrerPolicyWeak(c *Config, r *audit.Reporter) {
	for _, h := range c.headers() {
		if h.name != "referrer-policy" || !h.sets() || isOpen(h.value) || strings.Contains(h.value, "%{") {
			continue
		}
		const good = "strict-origin-when-cross-origin"
		value, known, fine := lastPolicy(h.value)
		switch fix := h.setArg(h.valueIndex(), good, "Set it to "+good); {
		case !known:
			c.doubt(h.Use, r.Fail(h.Head(), "no browser knows the Referrer-Policy "+brief(h.value), fix))
		case !fine:
			c.doubt(h.Use, r.Fail(h.Head(), "Referrer-Policy "+value+" tells whole addresses", fix))
		default:
			r.Pass(h.Head())
		}
	}
}

// lastPolicy gives the last policy of a list that browsers know: the one that
// counts.
func lastPolicy(list string) (value string, known, fine bool) {
	for _, word := range strings.Split(strings.ToLower(list), ",") {
		word = strings.TrimSpace(word)
		if good, ok := knownPolicies[word]; ok {
			value, known, fine = word, true, good
		}
	}
	return value, known, fine
}
