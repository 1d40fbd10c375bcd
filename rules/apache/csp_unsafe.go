package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("csp-unsafe", cspUnsafe) }

// cspUnsafe checks that a Content-Security-Policy still stops injected scripts.
func cspUnsafe(c *Config, r *audit.Reporter) {
	for _, h := range c.headers() {
		if h.name != "content-security-policy" || !h.sets() || isOpen(h.value) {
			continue
		}
		if fault := scriptFault(h.value); fault != "" {
			c.doubt(h.Use, r.Fail(h.Head(), fault))
		} else {
			r.Pass(h.Head())
		}
	}
}

// scriptFault says what in a policy lets injected scripts run, or nothing. The
// sources of scripts are those of script-src, or else of default-src.
func scriptFault(policy string) string {
	name, sources := scriptSources(policy)
	strict := false
	for _, s := range sources {
		strict = strict || strings.HasPrefix(s, "'nonce-") || strings.HasPrefix(s, "'sha")
	}
	for _, s := range sources {
		switch s {
		case "'unsafe-inline'":
			if !strict {
				return name + " allows 'unsafe-inline'"
			}
		case "'unsafe-eval'", "*", "data:", "http:", "https:":
			if !strict || s == "'unsafe-eval'" {
				return name + " allows " + s
			}
		}
	}
	return ""
}

func scriptSources(policy string) (name string, sources []string) {
	for _, part := range strings.Split(strings.ToLower(policy), ";") {
		words := strings.Fields(part)
		if len(words) == 0 || words[0] != "script-src" && (words[0] != "default-src" || name != "") {
			continue
		}
		name, sources = words[0], words[1:]
		if name == "script-src" {
			break
		}
	}
	return name, sources
}
