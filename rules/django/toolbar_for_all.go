package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("toolbar-for-all", toolbarForAll) }

// toolbarForAll checks that the debug toolbar does not show itself to everybody.
func toolbarForAll(s *Settings, r *audit.Reporter) {
	if !s.Has("DEBUG_TOOLBAR_CONFIG") {
		return
	}
	v := pyconf.Entry(s.Get("DEBUG_TOOLBAR_CONFIG"), "SHOW_TOOLBAR_CALLBACK")
	if v.Type != pyconf.Code || v.Object == nil || v.Object.Lambda == nil {
		return
	}
	place := spanOr(s.inPython(v.Span), s.Place("DEBUG_TOOLBAR_CONFIG"))
	if c, ok := v.Object.Lambda.Body.(*python.Constant); ok && c.Value == "True" {
		r.Fail(place, "the debug toolbar shows itself to everybody")
		return
	}
	r.Pass(place)
}
