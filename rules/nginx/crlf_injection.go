package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("crlf-injection", crlfInjection) }

// crlfInjection checks that no value with a decoded line end in it is written
// into a header: "%0d%0a" in the path becomes a line end in $uri.
func crlfInjection(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Items {
			for _, i := range headerArgs(d) {
				judgeBreaks(b, d, i, r)
			}
		}
	})
}

// headerArgs gives the arguments that end up in a header or a request line.
func headerArgs(d *Directive) []int {
	switch d.Name.Value {
	case "return":
		if n := len(d.Args); n == 1 && !digits(d.Arg(0)) {
			return []int{0}
		} else if n == 2 && redirecting[d.Arg(0)] {
			return []int{1}
		}
	case "rewrite":
		if len(d.Args) >= 2 && redirects(d) {
			return []int{1}
		}
	case "add_header", "add_trailer", "proxy_set_header", "grpc_set_header":
		if len(d.Args) >= 2 {
			return []int{1}
		}
	case "proxy_pass":
		if len(d.Args) == 1 {
			return []int{0}
		}
	}
	return nil
}

var redirecting = map[string]bool{"301": true, "302": true, "303": true, "307": true, "308": true}

// redirects reports whether a rewrite answers with a redirect.
func redirects(d *Directive) bool {
	to, flag := d.Arg(1), d.Arg(2)
	return flag == "redirect" || flag == "permanent" || strings.HasPrefix(to, "http://") ||
		strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "$scheme")
}

func judgeBreaks(b *Block, d *Directive, i int, r *audit.Reporter) {
	text := d.Arg(i)
	if d.Name.Value == "rewrite" {
		text = withoutCaptures(text) // nginx escapes those in a redirect
	}
	switch can, through := b.breaks(text, d); {
	case can&canLF != 0:
		r.Fail(d.Head(), shorten(through, 24)+" can carry a line end into "+target(d), requestURI(b, d, i, through))
	case can != 0:
		r.Fail(d.Head(), shorten(through, 24)+" can carry a carriage return into "+target(d)).Lower(audit.Low).Doubt(audit.Likely)
	case len(references(text)) > 0:
		r.Pass(d.Head())
	}
}

// withoutCaptures leaves $1 … $9 out of a replacement.
func withoutCaptures(text string) string {
	refs := references(text)
	for i := len(refs) - 1; i >= 0; i-- {
		if digits(refs[i].name) {
			text = text[:refs[i].start] + text[refs[i].end:]
		}
	}
	return text
}

func target(d *Directive) string {
	switch d.Name.Value {
	case "return", "rewrite":
		return "the Location header"
	case "proxy_pass":
		return "the upstream request"
	}
	return "the header " + shorten(d.Arg(0), 20)
}

// requestURI makes a fix that uses the path as it was sent. It also carries
// the query string, so that "$uri$is_args$args" becomes "$request_uri".
func requestURI(b *Block, d *Directive, i int, through string) *audit.Fix {
	if through != "$uri" && through != "$document_uri" {
		return nil
	}
	raw := d.Args[i].Span.Text()
	for _, name := range []string{"$uri", "$document_uri"} {
		for _, query := range []string{"$is_args$args", "$is_args$query_string", "?$args", "?$query_string", ""} {
			if before, ok := strings.CutSuffix(strings.TrimRight(raw, `"'`), name+query); ok {
				quote := raw[len(strings.TrimRight(raw, `"'`)):]
				end := ""
				if d.Name.Value == "rewrite" {
					end = "?"
				}
				return replaceWord("Use $request_uri", d.Args[i], before+"$request_uri"+end+quote)
			}
		}
	}
	return nil
}
