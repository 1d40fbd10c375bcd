package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("failure-view-missing", failureViewMissing) }

// failureViewMissing checks that the view for failed CSRF checks is there.
func failureViewMissing(s *Settings, r *audit.Reporter) {
	const name = "CSRF_FAILURE_VIEW"
	if !s.Has(name) {
		return
	}
	place, view := s.Place(name), s.Get(name).Text
	absent, misfits := failureViewAbsent(s), failureViewMisfits(s)
	switch {
	case absent == audit.Yes:
		r.Fail(place, "CSRF_FAILURE_VIEW names "+strconv.Quote(view)+", which is not there")
	case misfits == audit.Yes:
		r.Fail(place, "the view "+hasherName(view)+" takes no reason").Also(s.definition(view).Span())
	case absent == audit.No && misfits == audit.No:
		r.Pass(place)
	default:
		r.Unknown(place, "the view "+view+" is not among the files")
	}
}

// failureViewAbsent asks whether the view cannot be imported: its name has no
// module, or the module is there and does not have it.
func failureViewAbsent(s *Settings) audit.Truth {
	return s.failureView(func(view string) audit.Truth {
		module, _, dotted := cutLast(view)
		switch {
		case !dotted:
			return audit.Yes
		case s.definition(view) != nil:
			return audit.No
		case s.moduleOf(module) == nil || s.mayImport(module):
			return audit.Maybe
		}
		return audit.Yes
	})
}

// failureViewMisfits asks whether the view cannot be called with a request and
// a reason.
func failureViewMisfits(s *Settings) audit.Truth {
	return s.failureView(func(view string) audit.Truth {
		switch f := s.definition(view).(type) {
		case *python.FunctionDef:
			return audit.TruthOf(!takes(f, 2))
		case nil:
			return failureViewAbsent(s).Not().And(audit.Maybe)
		}
		return audit.Maybe
	})
}

// failureView asks something of a view that is not Django's own.
func (s *Settings) failureView(q func(view string) audit.Truth) audit.Truth {
	return s.Ask("CSRF_FAILURE_VIEW", func(v *pyconf.Value) audit.Truth {
		switch {
		case !v.Whole():
			return audit.Maybe
		case v.Text == "django.views.csrf.csrf_failure":
			return audit.No
		}
		return q(v.Text)
	}).Truth
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
