package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("comment-continued", commentContinued) }

// commentContinued checks that no comment ends in a backslash: it swallows the
// next line.
func commentContinued(c *Config, r *audit.Reporter) {
	for _, p := range c.Parsed {
		for _, span := range p.Comments {
			text := span.Text()
			i := strings.IndexByte(text, '\n')
			if i < 0 || !swallows(text[i:]) {
				continue
			}
			at := span.Start + strings.LastIndexByte(text[:i], '\\')
			fix := &audit.Fix{Title: "Take the backslash away", Edits: []audit.Edit{{Span: span.File.Span(at, at+1)}}}
			r.Fail(span, "the comment ends in a backslash and swallows the next line", fix)
		}
	}
}

// swallows reports whether what the comment took in is more than comment.
func swallows(rest string) bool {
	for _, l := range strings.Split(rest, "\n") {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			return true
		}
	}
	return false
}
