package nginx

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("capture-missing", captureMissing) }

// captureMissing finds $1 to $9 beyond the groups of the expression.
func captureMissing(s *Site, r *audit.Reporter) {
	s.eachOwn("rewrite", func(_ *Block, d *Directive) {
		re := parseRegex(d.Arg(0), false)
		if re == nil || len(d.Args) < 2 {
			return
		}
		for _, ref := range references(d.Arg(1)) {
			if digits(ref.name) && number(ref.name) >= len(re.groups) {
				r.Fail(d.Head(), "$"+ref.name+" stands for nothing: the expression has "+groups(len(re.groups)-1))
				return
			}
		}
	})
	s.eachOwn("set", func(b *Block, d *Directive) {
		if b.Context != InLocationIf && b.Context != InServerIf || b.regex() == nil || b.Has("rewrite") {
			return
		}
		for _, ref := range references(d.Arg(1)) {
			if re := b.regex(); digits(ref.name) && number(ref.name) >= len(re.groups) {
				r.Fail(d.Head(), "$"+ref.name+" stands for nothing: the expression has "+groups(len(re.groups)-1))
				return
			}
		}
	})
}

func groups(n int) string {
	switch n {
	case 0:
		return "no groups"
	case 1:
		return "1 group"
	}
	return fmt.Sprintf("%d groups", n)
}
