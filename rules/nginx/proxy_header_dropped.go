package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("proxy-header-dropped", proxyHeaderDropped) }

// proxyHeaderDropped checks that a level with a proxy_set_header of its own
// repeats those of the level above, which nginx does not inherit then.
func proxyHeaderDropped(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		own := b.Own("proxy_set_header")
		if len(own) == 0 || b.Parent == nil || !b.handsOn() {
			return
		}
		lost := missing(b.Parent.Effective("proxy_set_header").Directives, own)
		if len(lost) == 0 {
			return
		}
		if holes := b.holes([]string{"proxy_set_header"}); len(holes) > 0 {
			r.Unknown(own[0].Head(), "add the included file "+shorten(holes[0].Arg(0), 40))
			return
		}
		worst, matters := lost[0], false
		var lines []string
		for _, d := range lost {
			if !matters && identifying(d) {
				worst, matters = d, true
			}
			lines = append(lines, d.Head().Text()+";")
		}
		fix := insertAfter("Repeat the inherited headers here", own[len(own)-1], lines...)
		if anySecret(lost) {
			fix = nil // an include repeats a secret without copying it
		}
		v := r.Fail(own[0].Head(), "proxy_set_header here drops the inherited "+shorten(worst.Arg(0), 27), fix).Also(worst.Head())
		if !matters {
			v.Lower(audit.Low)
		}
	})
}

// anySecret reports whether a header among the directives may hold a secret.
func anySecret(directives []*Directive) bool {
	for _, d := range directives {
		literal := d.Arg(1)
		for _, ref := range references(literal) {
			literal = strings.Replace(literal, d.Arg(1)[ref.start:ref.end], "", 1)
		}
		if literal != "" && !plain[strings.ToLower(d.Arg(0))] {
			return true
		}
	}
	return false
}

// plain are request headers whose values are no secret.
var plain = map[string]bool{
	"host": true, "connection": true, "upgrade": true, "accept": true, "accept-encoding": true, "content-type": true, "x-real-ip": true, "range": true,
	"x-forwarded-for": true, "x-forwarded-proto": true, "x-forwarded-host": true, "x-forwarded-port": true, "x-forwarded-ssl": true, "x-scheme": true,
}

// handsOn reports whether the block or one inside it has a proxy_pass.
func (b *Block) handsOn() bool {
	if b.Has("proxy_pass") {
		return true
	}
	for _, c := range b.Blocks {
		if c.handsOn() {
			return true
		}
	}
	return false
}

// identifying reports whether an application decides by the header, or the
// header is blanked so that a client cannot set it.
func identifying(d *Directive) bool {
	name := strings.ToLower(d.Arg(0))
	return name == "host" || name == "authorization" || name == "x-real-ip" || strings.HasPrefix(name, "x-forwarded-") ||
		strings.HasPrefix(name, "x-remote-") || d.Arg(1) == "" && name != "connection" && name != "accept-encoding"
}
