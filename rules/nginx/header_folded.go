package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("header-folded", headerFolded) }

// headerFolded finds header values that span lines.
func headerFolded(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("add_header", "more_set_headers", "proxy_set_header", "add_trailer") {
			for i, a := range d.Args {
				if strings.ContainsAny(a.Value, "\n\r") {
					r.Fail(d.Head(), "the value of "+shorten(d.Arg(0), 25)+" spans lines", joinLines(d, i))
					break
				}
			}
		}
	})
}

// joinLines makes a fix that puts a value on one line.
func joinLines(d *Directive, i int) *audit.Fix {
	raw := d.Args[i].Span.Text()
	if strings.Contains(raw, `\n`) || strings.Contains(raw, `\r`) {
		return nil
	}
	var parts []string
	for line := range strings.Lines(raw) {
		parts = append(parts, strings.TrimSpace(line))
	}
	joined := strings.Join(parts, " ")
	if q := string(raw[0]); strings.HasPrefix(joined, q+" ") || strings.HasSuffix(joined, " "+q) {
		joined = q + strings.TrimSpace(strings.Trim(joined, q)) + q
	}
	return replaceWord("Put the value on one line", d.Args[i], joined)
}
