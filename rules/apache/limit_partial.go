package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("limit-partial", limitPartial) }

// limitPartial checks that access is not limited for some methods only.
func limitPartial(c *Config, r *audit.Reporter) {
	for _, s := range c.Scopes("limit") {
		if a := accessOf(s); !a.closed() {
			continue
		}
		if s.Parent != nil && accessOf(&Scope{uses: s.Parent.uses, config: c}).closed() {
			r.Pass(s.Head())
			continue
		}
		if writesOnly(s.args) {
			continue
		}
		s.likely(r.Fail(s.Head(), "access is limited for "+brief(strings.Join(s.args, " "))+" only"))
	}
}

// writesOnly reports whether the methods are those that change something: to
// limit them alone is a choice.
func writesOnly(methods []string) bool {
	for _, m := range methods {
		switch strings.ToUpper(m) {
		case "GET", "POST", "HEAD":
			return false
		}
	}
	return true
}
