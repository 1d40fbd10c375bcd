package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("api-docs-open", apiDocsOpen) }

// apiDocsOpen finds descriptions of the API that everybody may read.
func apiDocsOpen(s *Settings, r *audit.Reporter) {
	if s.App("drf_spectacular") == audit.Yes {
		s.spectacular(r)
	}
	for _, call := range s.callsOf("as_view", "get_schema_view") {
		if !call.debug {
			openDocs(call.Call, r)
		}
	}
}

// spectacular judges the views of drf-spectacular, which let everybody in
// unless SERVE_PERMISSIONS says otherwise.
func (s *Settings) spectacular(r *audit.Reporter) {
	const name = "SPECTACULAR_SETTINGS"
	if !s.Has(name) {
		if s.entire() {
			r.Fail(s.Place("INSTALLED_APPS"), "the API's schema is open, by default")
		}
		return
	}
	who := pyconf.Entry(s.Get(name), "SERVE_PERMISSIONS")
	switch {
	case who.Type == pyconf.Absent, pyconf.FindItem(who, pyconf.IsText("rest_framework.permissions.AllowAny")) != nil:
		r.Fail(spanOr(s.inPython(who.Span), s.Place(name)), "the API's schema is open to everybody")
	case who.Sequence():
		r.Pass(spanOr(s.inPython(who.Span), s.Place(name)))
	}
}

func openDocs(call *python.Call, r *audit.Reporter) {
	for _, k := range call.Keywords {
		value, constant := k.Value.(*python.Constant)
		switch {
		case k.Name == "graphiql" && constant && value.Value == "True":
			r.Fail(k.Span(), "GraphiQL is open to everybody")
		case k.Name == "permission_classes" && calledName(call) == "get_schema_view" && strings.Contains(k.Value.Span().Text(), "AllowAny"):
			r.Fail(k.Span(), "the API's schema is open to everybody")
		}
	}
}

// asksDebug reports whether a test reads DEBUG.
func asksDebug(test python.Expr) bool {
	found := false
	python.Walk(test, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.Name:
			found = found || n.ID == "DEBUG"
		case *python.Attribute:
			found = found || n.Attr == "DEBUG"
		}
		return !found
	})
	return found
}
