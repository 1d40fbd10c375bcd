package nginx

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("header-dropped", headerDropped) }

// headerDropped checks that a level which adds headers of its own repeats the
// protective ones of the level above, which nginx does not inherit then.
func headerDropped(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		own := b.Own("add_header")
		if len(own) == 0 || b.Parent == nil {
			return
		}
		above := protecting(b.Parent.Effective("add_header").Directives)
		inherit := b.Effective("add_header_inherit")
		if len(above) == 0 || inherit.Is("merge") || inherit.Is("off") {
			return
		}
		lost := missing(above, own)
		switch {
		case len(lost) == 0:
			r.Pass(own[0].Head())
		case len(b.holes([]string{"add_header"})) > 0:
			r.Unknown(own[0].Head(), "add the included file "+shorten(b.holes([]string{"add_header"})[0].Arg(0), 40))
		default:
			reportLost(own, lost, r)
		}
	})
}

// protecting gives the directives whose header protects a site.
func protecting(directives []*Directive) []*Directive {
	var kept []*Directive
	for _, d := range directives {
		if protective[strings.ToLower(d.Arg(0))] {
			kept = append(kept, d)
		}
	}
	return kept
}

// missing gives the directives above whose header is not among the own ones.
func missing(above, own []*Directive) []*Directive {
	names := map[string]bool{}
	for _, d := range own {
		names[strings.ToLower(d.Arg(0))] = true
	}
	var lost []*Directive
	for _, d := range above {
		if !names[strings.ToLower(d.Arg(0))] {
			lost = append(lost, d)
		}
	}
	return lost
}

func reportLost(own, lost []*Directive, r *audit.Reporter) {
	var lines []string
	var places []audit.Span
	for _, d := range lost {
		lines = append(lines, d.Head().Text()+";")
		places = append(places, d.Head())
	}
	message := fmt.Sprintf("add_header here drops the inherited %s", shorten(lost[0].Arg(0), 27))
	if n := len(lost) - 1; n > 0 {
		message += fmt.Sprintf(" and %d more", n)
	}
	fix := insertAfter("Repeat the inherited headers here", own[len(own)-1], lines...)
	r.Fail(own[0].Head(), message, fix).Also(places...)
}
