package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("slow-expression", slowExpression) }

// slowExpression finds expressions that share the characters of a text among
// repetitions in many ways: on a text that does not fit in the end, all of them
// are tried.
func slowExpression(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if re := b.regex(); re != nil {
			judgeSpeed(re, b.Opener.Head(), r)
		}
		for _, d := range b.Own("rewrite", "fastcgi_split_path_info") {
			judgeSpeed(parseRegex(d.Arg(0), false), d.Head(), r)
		}
		for _, d := range b.Own("server_name") {
			for _, a := range d.Args {
				if pattern, ok := strings.CutPrefix(a.Value, "~"); ok {
					judgeSpeed(parseRegex(pattern, true), a.Span, r)
				}
			}
		}
		for _, d := range b.Own("map") {
			for _, e := range d.Block {
				if pattern, ok := strings.CutPrefix(e.Name.Value, "~"); ok {
					judgeSpeed(parseRegex(strings.TrimPrefix(pattern, "*"), strings.HasPrefix(pattern, "*")), e.Head(), r)
				}
			}
		}
	})
}

// judgeSpeed says how an expression copes with a text that does not fit.
func judgeSpeed(re *regex, place audit.Span, r *audit.Reporter) {
	if re == nil {
		return
	}
	switch re.speed() {
	case exponential:
		r.Fail(place, "a repetition inside a repetition can take very long")
	case polynomial:
		r.Fail(place, "repetitions of the same characters in a row can take long").Lower(audit.Low)
	default:
		r.Pass(place)
	}
}
