package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("tracker-personal-data", trackerPersonalData) }

// trackerPersonalData finds error trackers that are handed personal data.
func trackerPersonalData(s *Settings, r *audit.Reporter) {
	for _, stmt := range s.module.Body {
		python.Walk(stmt, func(n python.Node) bool {
			if call, ok := n.(*python.Call); ok && calls(call, "sentry_sdk", "init") {
				s.tracker(call, r)
			}
			return true
		})
	}
}

func (s *Settings) tracker(call *python.Call, r *audit.Reporter) {
	fault := false
	for _, k := range call.Keywords {
		c, constant := k.Value.(*python.Constant)
		if constant && c.Value == "True" && (k.Name == "send_default_pii" || k.Name == "debug") {
			fault = true
			edit := audit.Edit{Span: c.Span(), Text: "False"}
			r.Fail(k.Span(), k.Name+" is True: the tracker gets more than errors",
				&audit.Fix{Title: "Set " + k.Name + " to False", Edits: []audit.Edit{edit}})
		}
	}
	if !fault {
		r.Pass(call.Span())
	}
}

// calls reports whether a call is module.function(…).
func calls(call *python.Call, module, function string) bool {
	attr, ok := call.Func.(*python.Attribute)
	if !ok || attr.Attr != function {
		return false
	}
	name, ok := attr.Value.(*python.Name)
	return ok && name.ID == module
}
