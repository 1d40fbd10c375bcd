package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("redirect-host-suffix", redirectHostSuffix) }

// redirectHostSuffix checks that a redirect keeps what it takes from the address
// apart from the name of the host.
func redirectHostSuffix(c *Config, r *audit.Reporter) {
	for _, name := range []string{"Redirect", "RedirectPermanent", "RedirectTemp"} {
		for _, u := range c.Uses(name) {
			from, to := redirectWords(u)
			if strings.HasSuffix(from, "/") && !isOpen(to) {
				c.judgeSuffix(r, u, to, bareHost(to), to+"/")
			}
		}
	}
	for _, u := range c.Uses("RedirectMatch") {
		from, to := redirectWords(u)
		c.judgeMatch(r, route{Use: u, pattern: from, regex: true, target: to})
	}
	for _, u := range c.Uses("RewriteRule") {
		if flags := u.Value(2); !hasFlag(flags, "P") && !hasFlag(flags, "F") {
			c.judgeMatch(r, route{Use: u, pattern: u.Value(0), regex: true, target: u.Value(1)})
		}
	}
}

// judgeMatch answers for a target with a back reference right after the host.
func (c *Config) judgeMatch(r *audit.Reporter, t route) {
	_, host, _ := t.address()
	at := reference(host)
	if at < 1 || host[at-1] == '.' || host[at-1] == '@' || host[at-1] == ':' || host[at] != '$' || strings.HasPrefix(host, "%") {
		return
	}
	ref := host[at : at+2]
	c.judgeSuffix(r, t.Use, t.target, !t.startsWithSlash(int(ref[1]-'0')), strings.Replace(t.target, ref, "/"+ref, 1))
}

func (c *Config) judgeSuffix(r *audit.Reporter, u *Use, target string, bad bool, good string) {
	i := 1
	if !u.Is("RewriteRule") {
		i = len(u.Values()) - 1
	}
	switch {
	case i >= len(u.Args) || target == "":
	case !bad:
		r.Pass(u.Head())
	default:
		var fix *audit.Fix
		if text := u.Args[i].Span.Text(); strings.Contains(text, target) {
			fix = u.setArg(i, strings.Replace(text, target, good, 1), "Put a slash after the host")
		}
		c.doubt(u, r.Fail(u.Head(), "what follows the address becomes part of the host name", fix))
	}
}

// redirectWords gives the path and the target of "Redirect [STATUS] PATH URL".
func redirectWords(u *Use) (from, to string) {
	words := u.Values()
	if len(words) > 2 && isStatus(words[0]) {
		words = words[1:]
	}
	if len(words) != 2 {
		return "", ""
	}
	return words[0], words[1]
}

// bareHost reports whether a target ends with the name of a host or its port.
func bareHost(target string) bool {
	_, host, absolute := strings.Cut(target, "://")
	return absolute && host != "" && !strings.ContainsAny(host, "/?#%")
}
