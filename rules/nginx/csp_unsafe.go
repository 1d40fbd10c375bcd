package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("csp-unsafe", cspUnsafe) }

// cspUnsafe finds Content-Security-Policies that let foreign script run.
func cspUnsafe(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(_ *Block, d *Directive) {
		if !strings.EqualFold(d.Arg(0), "Content-Security-Policy") || len(d.Args) < 2 || strings.Contains(d.Arg(1), "$") {
			return
		}
		script, ok := scriptSources(d.Arg(1))
		if !ok {
			r.Pass(d.Head())
			return
		}
		if why := looseScript(script); why != "" {
			r.Fail(d.Head(), "the policy allows "+why+" scripts")
			return
		}
		r.Pass(d.Head())
	})
}

// scriptSources gives the sources that scripts may come from: script-src, or
// default-src where there is none.
func scriptSources(policy string) (sources []string, ok bool) {
	for part := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(strings.ToLower(part))
		if len(words) == 0 {
			continue
		}
		if words[0] == "script-src" {
			return words[1:], true
		}
		if words[0] == "default-src" {
			sources, ok = words[1:], true
		}
	}
	return sources, ok
}

// looseScript says which source lets anything in, or "".
func looseScript(sources []string) string {
	strict := false
	for _, s := range sources {
		strict = strict || strings.HasPrefix(s, "'nonce-") || strings.HasPrefix(s, "'sha") || s == "'strict-dynamic'"
	}
	for _, s := range sources {
		switch {
		case s == "'unsafe-inline'" && !strict:
			return "inline"
		case s == "*" || s == "http:" || s == "https:" && !strict:
			return "everybody's"
		case s == "data:":
			return "data:"
		case s == "'unsafe-eval'":
			return "evaluated"
		}
	}
	return ""
}
