package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("capture-after-rewrite", captureAfterRewrite) }

// captureAfterRewrite finds a rewrite to an address with a query, after which
// a set or an if of the same level uses $1 to $9: nginx then counts the bytes
// of the capture without their escapes, and writes them with.
func captureAfterRewrite(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		var rewrite *Directive
		for _, d := range b.Items {
			switch {
			case d.Name.Value == "rewrite" && goesOn(d):
				if strings.Contains(strings.TrimSuffix(d.Arg(1), "?"), "?") {
					rewrite = d
				}
			case rewrite != nil && numbered(d):
				r.Fail(d.Head(), "a capture is used after a rewrite with a query").Also(rewrite.Head())
				return
			}
		}
	})
}

// goesOn reports whether the directives behind a rewrite are looked at.
func goesOn(d *Directive) bool { return len(d.Args) == 2 && !redirects(d) }

// numbered reports whether a set, or an if that compares or asks for a file,
// uses a numbered capture; a set inside an if counts too.
func numbered(d *Directive) bool {
	var texts []string
	switch d.Name.Value {
	case "set":
		texts = append(texts, d.Arg(1))
	case "if":
		t := condition(d)
		if t.operator == "=" || t.operator == "!=" {
			texts = append(texts, t.right)
		} else if strings.HasPrefix(strings.TrimPrefix(t.left, "!"), "-") {
			texts = append(texts, t.operator)
		}
		if t.regex() == nil {
			for _, inner := range d.Block {
				if inner.Name.Value == "set" {
					texts = append(texts, inner.Arg(1))
				}
			}
		}
	}
	for _, text := range texts {
		for _, ref := range references(text) {
			if digits(ref.name) {
				return true
			}
		}
	}
	return false
}
