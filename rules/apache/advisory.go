package apache

import (
	"strings"

	"preflight/rules/audit"
)

// advisory is a security fault of httpd that the configuration must meet halfway.
type advisory struct {
	cve   string
	first string // the first release that has the fault; empty: all of 2.4
	fixed string // the first release without it
	fault string // what an attacker gains, in a few words
	// meets gives the directive that lets the fault show, or nil.
	meets func(*Config) *Use
	grave bool // more than a crash
}

// advisories are taken from the SECURITY entries of httpd's own list of changes
// up to 2.4.71, as far as a configuration tells whether they matter.
var advisories = []advisory{
	{"CVE-2021-41773", "2.4.49", "2.4.50", "files outside of the root are read", rootOpen, true},
	{"CVE-2021-42013", "2.4.49", "2.4.51", "files outside of the root are read", rootOpen, true},
	{"CVE-2021-40438", "", "2.4.49", "clients choose the backend", anyProxy, true},
	{"CVE-2021-30641", "2.4.39", "2.4.47", "sections miss addresses with two slashes", wordOf("MergeSlashes", "Off"), true},
	{"CVE-2021-44224", "", "2.4.52", "forward proxy requests reach local sockets", wordOf("ProxyRequests", "On"), true},
	{"CVE-2022-26377", "", "2.4.54", "requests are smuggled to the AJP backend", proxyTo("ajp"), true},
	{"CVE-2022-31813", "", "2.4.54", "clients take X-Forwarded-For away", proxyTo("http", "https"), true},
	{"CVE-2006-20001", "", "2.4.55", "requests crash WebDAV", wordOf("Dav", "On"), false},
	{"CVE-2022-36760", "", "2.4.55", "requests are smuggled to the AJP backend", proxyTo("ajp"), true},
	{"CVE-2022-37436", "", "2.4.55", "a backend can cut response headers off", anyProxy, false},
	{"CVE-2023-25690", "", "2.4.56", "requests are smuggled through a loose pattern", loosePattern, true},
	{"CVE-2023-27522", "2.4.30", "2.4.56", "a backend can split responses", proxyTo("uwsgi"), false},
	{"CVE-2023-31122", "", "2.4.58", "macros are read beyond their end", firstUse("<Macro"), false},
	{"CVE-2023-43622", "2.4.55", "2.4.58", "HTTP/2 clients block workers for good", http2, false},
	{"CVE-2023-45802", "", "2.4.58", "HTTP/2 clients use up the memory", http2, false},
	{"CVE-2024-27316", "", "2.4.59", "HTTP/2 clients use up the memory", http2, false},
	{"CVE-2024-38473", "", "2.4.60", "crafted addresses pass by access rules", anyProxy, true},
	{"CVE-2024-38475", "", "2.4.60", "rewrites reach files without an address", startsWithReference, true},
	{"CVE-2024-39884", "2.4.60", "2.4.61", "AddType hands out the source of scripts", scriptType, true},
	{"CVE-2024-40725", "2.4.60", "2.4.62", "AddType hands out the source of scripts", scriptType, true},
	{"CVE-2025-23048", "2.4.35", "2.4.64", "TLS sessions pass by client certificates", wordOf("SSLVerifyClient", "require"), true},
	{"CVE-2025-49812", "", "2.4.64", "sessions are taken over by TLS upgrade", wordOf("SSLEngine", "optional"), true},
	{"CVE-2025-53020", "2.4.17", "2.4.64", "HTTP/2 clients use up the memory", http2, false},
	{"CVE-2025-54090", "2.4.64", "2.4.65", "every RewriteCond expr is true", exprCondition, true},
	{"CVE-2025-58098", "", "2.4.66", "the query string reaches #exec commands", includesOn, true},
	{"CVE-2026-23918", "2.4.66", "2.4.67", "HTTP/2 clients may run code", http2, true},
	{"CVE-2026-24072", "", "2.4.67", ".htaccess authors read the server's files", overridable, false},
	{"CVE-2026-28780", "", "2.4.67", "an AJP backend writes beyond a buffer", proxyTo("ajp"), false},
	{"CVE-2026-49975", "2.4.17", "2.4.68", "HTTP/2 clients use up the memory", http2, false},
	{"CVE-2026-44119", "", "2.4.68", ".htaccess authors read the server's files", overridable, false},
	{"CVE-2026-34356", "", "2.4.68", "a backend writes beyond a buffer", firstUse("ProxyPassReverseCookiePath", "ProxyPassReverseCookieDomain"), false},
	{"CVE-2026-34355", "", "2.4.68", "a backend writes beyond a buffer", wordOf("ProxyHTMLEnable", "On"), false},
	{"CVE-2026-42528", "", "2.4.69", "WebDAV clients crash the server", wordOf("Dav", "On"), false},
	{"CVE-2026-48005", "", "2.4.69", "clients break Digest sign-ins of others", wordOf("AuthDigestNcCheck", "On"), false},
	{"CVE-2026-57941", "", "2.4.69", "HTTP/2 frees memory that is in use", http2, false},
	{"CVE-2026-63718", "2.4.30", "2.4.69", "a backend can smuggle responses", proxyTo("uwsgi"), false},
}

// settled is the last release of 2.4 that fixes anything of this kind.
var settled = audit.MustVersion("2.4.69")

// concerns reports whether the release has the fault.
func (a advisory) concerns(release audit.Version) bool {
	return release.Less(audit.MustVersion(a.fixed)) && (a.first == "" || !release.Less(audit.MustVersion(a.first)))
}

// inForce gives the first of the directives of which the test holds and that no
// condition puts in doubt.
func inForce(uses []*Use, test func(*Use) bool) *Use {
	for _, u := range uses {
		if u.When == audit.Yes && u.Known() && !u.Scope.Within("macro") && test(u) {
			return u
		}
	}
	return nil
}

// firstUse gives a question for any directive of the names.
func firstUse(names ...string) func(*Config) *Use {
	return func(c *Config) *Use {
		for _, n := range names {
			if u := inForce(c.Uses(n), func(*Use) bool { return true }); u != nil {
				return u
			}
		}
		return nil
	}
}

// wordOf gives a question for a directive that says the word.
func wordOf(name, word string) func(*Config) *Use {
	return func(c *Config) *Use { return inForce(c.Uses(name), says(word)) }
}

// proxyTo gives a question for a route to a backend of one of the schemes.
func proxyTo(schemes ...string) func(*Config) *Use {
	return func(c *Config) *Use {
		for _, t := range c.routes() {
			scheme, _, _ := t.address()
			for _, s := range schemes {
				if scheme == s && t.When == audit.Yes {
					return t.Use
				}
			}
		}
		return nil
	}
}

func anyProxy(c *Config) *Use {
	return proxyTo("http", "https", "ajp", "uwsgi", "fcgi", "scgi", "h2", "h2c", "ws", "wss")(c)
}

// http2 gives the directive that offers HTTP/2.
func http2(c *Config) *Use {
	return inForce(c.Uses("Protocols"), func(u *Use) bool {
		for _, v := range u.Values() {
			if strings.EqualFold(v, "h2") || strings.EqualFold(v, "h2c") {
				return true
			}
		}
		return false
	})
}

// rootOpen gives the directive that grants access to the whole file system.
func rootOpen(c *Config) *Use {
	for _, s := range c.rootSections() {
		if a := accessOf(s); a.granted != nil && a.granted.When == audit.Yes {
			return a.granted
		}
	}
	return nil
}

// loosePattern gives a route that puts a part of the path that may be anything
// into the address of the backend.
func loosePattern(c *Config) *Use {
	for _, t := range c.routes() {
		_, _, rest := t.address()
		if t.regex && t.When == audit.Yes && reference(rest) >= 0 && (strings.Contains(t.pattern, "(.*)") || strings.Contains(t.pattern, "(.+)")) {
			return t.Use
		}
	}
	return nil
}

// startsWithReference gives a RewriteRule of the server whose substitution, a
// path, begins with what the client wrote.
func startsWithReference(c *Config) *Use {
	return inForce(c.Uses("RewriteRule"), func(u *Use) bool {
		to := strings.TrimPrefix(u.Value(1), "/")
		return (u.Scope.Kind == "server" || u.Scope.Kind == "virtualhost") && reference(to) == 0 && !hasFlag(u.Value(2), "R") && !hasFlag(u.Value(2), "P")
	})
}

// scriptType gives an AddType that makes files run.
func scriptType(c *Config) *Use {
	return inForce(c.Uses("AddType"), func(u *Use) bool { return strings.HasPrefix(strings.ToLower(u.Value(0)), "application/x-httpd-") })
}

func exprCondition(c *Config) *Use { return inForce(c.Uses("RewriteCond"), says("expr")) }

// includesOn gives an Options directive that lets pages run commands.
func includesOn(c *Config) *Use {
	return inForce(c.Uses("Options"), func(u *Use) bool {
		on, _ := optionsOf(u)
		return on["includes"]
	})
}

// overridable gives an AllowOverride that lets .htaccess files rewrite.
func overridable(c *Config) *Use {
	return inForce(c.Uses("AllowOverride"), func(u *Use) bool {
		for _, v := range u.Values() {
			if strings.EqualFold(v, "All") || strings.EqualFold(v, "FileInfo") {
				return true
			}
		}
		return false
	})
}
