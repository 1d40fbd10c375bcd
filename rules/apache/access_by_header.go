package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("access-by-header", accessByHeader) }

// writable are the headers whose values anybody can guess and write. Headers
// with a name of their own may carry a secret, and are left alone.
var writable = map[string]bool{
	"user-agent": true, "referer": true, "x-forwarded-for": true, "x-real-ip": true, "x-forwarded-host": true,
	"cf-connecting-ip": true, "true-client-ip": true, "x-client-ip": true, "origin": true,
}

// accessByHeader checks that access does not hang on what a client says of itself.
func accessByHeader(c *Config, r *audit.Reporter) {
	from := c.clientVariables()
	judge := func(u *Use, name string) {
		by := from[name]
		if by == nil || u.Scope.Kind == "requireall" || u.Scope.Kind == "requirenone" {
			return
		}
		header := variableSource(by)
		v := c.doubt(u, r.Fail(u.Head(), "access hangs on "+brief(header)+", which clients write as they like")).Also(by.Head())
		if strings.EqualFold(header, "referer") {
			v.Lower(audit.Low) // keeps other sites from showing the pictures
		}
	}
	for _, u := range c.Uses("Require") {
		if says("env")(u) {
			for _, name := range u.Values()[1:] {
				judge(u, name)
			}
		}
	}
	for _, u := range c.Uses("Allow") {
		for _, v := range u.Values() {
			if name, ok := strings.CutPrefix(v, "env="); ok {
				judge(u, name)
			}
		}
	}
}

// clientVariables gives the variables that a header sets, each with the
// directive that does.
func (c *Config) clientVariables() map[string]*Use {
	found := map[string]*Use{}
	for _, name := range []string{"SetEnvIf", "SetEnvIfNoCase", "BrowserMatch", "BrowserMatchNoCase"} {
		for _, u := range c.Uses(name) {
			if !writable[strings.ToLower(variableSource(u))] {
				continue
			}
			first := 2
			if strings.HasPrefix(strings.ToLower(name), "browser") {
				first = 1
			}
			for _, v := range u.Values()[min(first, len(u.Values())):] {
				v, _, _ = strings.Cut(v, "=")
				if !strings.HasPrefix(v, "!") && found[v] == nil {
					found[v] = u
				}
			}
		}
	}
	return found
}

// variableSource names the header that a SetEnvIf looks at.
func variableSource(u *Use) string {
	if strings.HasPrefix(strings.ToLower(u.Name.Value), "browser") {
		return "User-Agent"
	}
	return u.Value(0)
}
