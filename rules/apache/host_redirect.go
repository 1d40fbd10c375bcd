package apache

import (
	"sort"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("host-redirect", hostRedirect) }

// hostRedirect checks that redirects do not go to the host that a client made
// up: where the site answers every name, whoever sends a link chooses it.
func hostRedirect(c *Config, r *audit.Reporter) {
	for _, h := range c.Hosts {
		for _, to := range h.redirects() {
			if !strings.Contains(strings.ToUpper(to.target), "%{HTTP_HOST}") {
				continue
			}
			switch {
			case h.hostChecked(to.Use), !c.isDefault(h):
				r.Pass(to.Head())
			default:
				c.doubt(to.Use, r.Fail(to.Head(), "the redirect goes to whatever host the client names", h.named(to))).Doubt(audit.Likely)
			}
		}
	}
}

// hostChecked reports whether the condition before a RewriteRule looks at the
// host.
func (h *Host) hostChecked(rule *Use) bool {
	conds := h.Uses("RewriteCond")
	n := sort.Search(len(conds), func(i int) bool { return conds[i].index > rule.index })
	const near = 10 // conditions of one rule
	for _, u := range conds[max(0, n-near):n] {
		if isHostTest(u.Value(0)) && !strings.HasPrefix(u.Value(1), "!") {
			return true
		}
	}
	return false
}

// isDefault reports whether the host answers names that no host has: httpd
// takes the first of an address.
func (c *Config) isDefault(h *Host) bool {
	if c.memo.first == nil {
		c.memo.first = map[Address]*Host{}
		for _, host := range c.Hosts {
			for _, a := range host.Addresses {
				if c.memo.first[a] == nil {
					c.memo.first[a] = host
				}
			}
		}
	}
	for _, a := range h.Addresses {
		if c.memo.first[a] == h {
			return true
		}
	}
	return false
}

// named is the fix that writes the host's own name into the redirect.
func (h *Host) named(to redirect) *audit.Fix {
	name := h.Uses("ServerName")
	if len(name) != 1 || !name[0].Known() || name[0].Filled {
		return nil
	}
	for i, v := range to.Values() {
		if v == to.target {
			text := strings.ReplaceAll(to.Args[i].Span.Text(), "%{HTTP_HOST}", hostName(name[0].Value(0)))
			return to.setArg(i, text, "Write the site's own name")
		}
	}
	return nil
}

// isHostTest reports whether the tested string of a RewriteCond is the host.
func isHostTest(text string) bool {
	text = strings.ToUpper(text)
	return strings.Contains(text, "HTTP_HOST") || strings.Contains(text, "SERVER_NAME")
}
