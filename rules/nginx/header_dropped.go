package nginx

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("header-dropped", headerDropped) }

// headerDropped checks that a level which adds headers of its own repeats
// those of the level above, which nginx does not inherit then.
func headerDropped(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		own := b.Own("add_header")
		if len(own) == 0 || b.Parent == nil {
			return
		}
		above := b.Parent.Effective("add_header")
		inherit := b.Effective("add_header_inherit")
		if len(above.Directives) == 0 || inherit.Is("merge") || inherit.Is("off") {
			return
		}
		lost := missing(above.Directives, own)
		switch {
		case len(lost) == 0:
			r.Pass(own[0].Head())
		case len(b.holes([]string{"add_header"})) > 0:
			r.Unknown(own[0].Head(), "add the included file "+shorten(b.holes([]string{"add_header"})[0].Arg(0), 40))
		default:
			reportLost(b, own, lost, r)
		}
	})
}

// missing gives the directives above whose header is not among the own ones.
func missing(above, own []*Directive) []*Directive {
	var lost []*Directive
	for _, d := range above {
		found := false
		for _, o := range own {
			found = found || strings.EqualFold(o.Arg(0), d.Arg(0))
		}
		if !found {
			lost = append(lost, d)
		}
	}
	return lost
}

func reportLost(b *Block, own, lost []*Directive, r *audit.Reporter) {
	worst := lost[0]
	var lines []string
	var places []audit.Span
	matters := false
	for _, d := range lost {
		if protective[strings.ToLower(d.Arg(0))] && !matters {
			worst, matters = d, true
		}
		lines = append(lines, d.Head().Text()+";")
		places = append(places, d.Head())
	}
	message := fmt.Sprintf("add_header here drops the inherited %s", shorten(worst.Arg(0), 27))
	if n := len(lost) - 1; n > 0 {
		message += fmt.Sprintf(" and %d more", n)
	}
	fix := insertAfter("Repeat the inherited headers here", own[len(own)-1], lines...)
	if v := r.Fail(own[0].Head(), message, fix).Also(places...); !matters {
		v.Lower(audit.Low)
	}
}
