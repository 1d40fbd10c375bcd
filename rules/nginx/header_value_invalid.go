package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("header-value-invalid", headerValueInvalid) }

// headerValueInvalid finds protective headers with a value that browsers do
// not know: they leave the header aside.
func headerValueInvalid(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(_ *Block, d *Directive) {
		name := strings.ToLower(d.Arg(0))
		if len(d.Args) < 2 || strings.ContainsAny(d.Arg(1), "${}") {
			return
		}
		value := strings.ToLower(strings.TrimSpace(d.Arg(1)))
		known := true
		switch name {
		case "cross-origin-opener-policy", "cross-origin-embedder-policy", "cross-origin-resource-policy",
			"cross-origin-opener-policy-report-only", "cross-origin-embedder-policy-report-only":
			token, _, _ := strings.Cut(value, ";")
			known = oneOf(strings.TrimSpace(token), isolation[strings.TrimSuffix(name, "-report-only")])
		case "referrer-policy":
			known = anyReferrer(value)
		case "permissions-policy", "permissions-policy-report-only":
			known = dictionary(strings.TrimSpace(d.Arg(1)))
		default:
			return
		}
		if known {
			r.Pass(d.Head())
		} else {
			r.Fail(d.Head(), "browsers do not read this "+shorten(d.Arg(0), 38))
		}
	})
}

// isolation are the values of the headers that keep other origins away.
var isolation = map[string][]string{
	"cross-origin-opener-policy":   {"unsafe-none", "same-origin", "same-origin-allow-popups", "noopener-allow-popups"},
	"cross-origin-embedder-policy": {"unsafe-none", "require-corp", "credentialless"},
	"cross-origin-resource-policy": {"same-site", "same-origin", "cross-origin"},
}

// referrers are the values of Referrer-Policy.
var referrers = []string{
	"no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin", "same-origin", "strict-origin",
	"strict-origin-when-cross-origin", "unsafe-url",
}

// anyReferrer reports whether a browser knows one of the values of a list.
func anyReferrer(list string) bool {
	for word := range strings.SplitSeq(list, ",") {
		if oneOf(strings.TrimSpace(word), referrers) {
			return true
		}
	}
	return false
}

// dictionary reports whether a text is a dictionary of structured fields (RFC
// 9651) as Permissions-Policy is: name=value, name=(value value), …
func dictionary(text string) bool {
	for text != "" {
		n := 0
		for n < len(text) && (text[n] >= 'a' && text[n] <= 'z' || text[n] >= '0' && text[n] <= '9' || strings.IndexByte("_-.*", text[n]) >= 0) {
			n++
		}
		if n == 0 || n == len(text) || text[n] != '=' {
			return false
		}
		rest, ok := member(text[n+1:])
		if !ok {
			return false
		}
		rest = strings.TrimLeft(rest, " \t")
		if rest == "" {
			return true
		}
		next := strings.TrimLeft(strings.TrimPrefix(rest, ","), " \t")
		if rest[0] != ',' || next == "" {
			return false
		}
		text = next
	}
	return false
}

// member reads a value with its parameters and gives what follows it.
func member(text string) (rest string, ok bool) {
	if inner, list := strings.CutPrefix(text, "("); list {
		text = strings.TrimLeft(inner, " ")
		for !strings.HasPrefix(text, ")") {
			if text, ok = item(text); !ok {
				return text, false
			}
			if trimmed := strings.TrimLeft(text, " "); trimmed != text || strings.HasPrefix(text, ")") {
				text = trimmed
			} else {
				return text, false
			}
		}
		text = text[1:]
	} else if text, ok = item(text); !ok {
		return text, false
	}
	for strings.HasPrefix(text, ";") {
		_, after, found := strings.Cut(text, "=")
		if !found {
			return text, false
		}
		if text, ok = item(after); !ok {
			return text, false
		}
	}
	return text, true
}

// item reads a token, or a string in double quotes.
func item(text string) (rest string, ok bool) {
	if quoted, found := strings.CutPrefix(text, `"`); found {
		_, rest, ok = strings.Cut(quoted, `"`)
		return rest, ok
	}
	n := 0
	for n < len(text) && strings.IndexByte(" \t,;()'\"=", text[n]) < 0 {
		n++
	}
	return text[n:], n > 0
}
