package django

import (
	"slices"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("broken-link-mail-unsent", brokenLinkMailUnsent) }

// brokenLinkMailUnsent checks that the list of addresses to ignore is read, and
// holds patterns.
func brokenLinkMailUnsent(s *Settings, r *audit.Reporter) {
	const name = "IGNORABLE_404_URLS"
	if !s.Has(name) || !s.Has("MIDDLEWARE") || s.Off(name).Yes() {
		return
	}
	missing := s.lacksMiddleware("django.middleware.common.BrokenLinkEmailsMiddleware")
	switch {
	case missing.Yes():
		r.Fail(s.Place(name), name+" does nothing without its middleware")
	case slices.ContainsFunc(elements(s.expression(name)), func(e python.Expr) bool { _, text := e.(*python.Str); return text }):
		r.Fail(s.Place(name), name+" holds a text, not a compiled pattern")
	}
}

// elements are what a list or tuple is written of.
func elements(x python.Expr) []python.Expr {
	switch x := x.(type) {
	case *python.List:
		return x.Elts
	case *python.Tuple:
		return x.Elts
	}
	return nil
}
