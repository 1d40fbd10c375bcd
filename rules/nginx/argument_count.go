package nginx

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("argument-count", argumentCount) }

// argumentCount finds directives with more or fewer arguments than nginx takes.
func argumentCount(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Items {
			info := directives()[d.Name.Value]
			if info == nil || info.least < 0 || d.Name.Value == "server" || info.contexts&b.Context == 0 || d.Missing {
				continue
			}
			if n := len(d.Args); n < info.least || info.most >= 0 && n > info.most {
				r.Fail(d.Head(), fmt.Sprintf("%s has %s, takes %s", shorten(d.Name.Value, 30), arguments(n), info.arity()))
			}
		}
	})
}

func arguments(n int) string {
	if n == 1 {
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

func (i *directiveInfo) arity() string {
	switch {
	case i.most < 0:
		return fmt.Sprintf("%d or more", i.least)
	case i.most == i.least:
		return fmt.Sprint(i.least)
	}
	return fmt.Sprintf("%d to %d", i.least, i.most)
}
