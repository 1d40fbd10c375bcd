package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("failure-view-missing", failureViewMissing) }

// failureViewMissing checks that the view for failed CSRF checks is there.
func failureViewMissing(s *Settings, r *audit.Reporter) {
	const name = "CSRF_FAILURE_VIEW"
	v := s.Get(name)
	if !s.Has(name) || !v.Whole() || strings.HasPrefix(v.Text, "django.") {
		return
	}
	place := s.Place(name)
	module, _, dotted := cutLast(v.Text)
	view := s.definition(v.Text)
	f, isFunction := view.(*python.FunctionDef)
	switch {
	case !dotted:
		r.Fail(place, "CSRF_FAILURE_VIEW is no full name of a view")
	case view == nil && s.moduleOf(module) == nil:
		r.Unknown(place, "the module "+module+" is not among the files")
	case view == nil && s.mayImport(module):
		r.Unknown(place, v.Text+" is imported from elsewhere")
	case view == nil:
		r.Fail(place, "CSRF_FAILURE_VIEW names "+v.Text+", which is not there")
	case isFunction && !takes(f, 2):
		r.Fail(place, "the view "+f.Name+" takes no reason").Also(f.NameSpan)
	default:
		r.Pass(place)
	}
}

// cutLast cuts a full name at its last dot.
func cutLast(name string) (module, last string, dotted bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// mayImport reports whether a module has names that it imports.
func (s *Settings) mayImport(module string) bool {
	for _, stmt := range pyconf.Tree(s.stack, s.moduleOf(module)).Body {
		if _, ok := stmt.(*python.ImportFrom); ok {
			return true
		}
	}
	return false
}

// takes reports whether a function can be called with n arguments.
func takes(f *python.FunctionDef, n int) bool {
	least, most := 0, 0
	for _, p := range f.Params {
		switch {
		case p.Kind == "*":
			return least <= n
		case p.Kind != "":
			continue
		case p.Default == nil:
			least++
		}
		most++
	}
	return least <= n && n <= most
}
