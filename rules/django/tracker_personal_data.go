package django

import (
	"slices"
	"strings"

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
	fault, scrubbed := false, slices.ContainsFunc(call.Keywords, func(k *python.Keyword) bool { return k.Name == "before_send" })
	for _, k := range call.Keywords {
		if n, ok := k.Value.(*python.Number); ok && strings.HasSuffix(k.Name, "s_sample_rate") && isOne(n) {
			fault = true
			r.Fail(k.Span(), k.Name+" is 1: every request is recorded").Lower(audit.Low)
		}
		c, constant := k.Value.(*python.Constant)
		if constant && c.Value == "True" && (k.Name == "send_default_pii" || k.Name == "debug") {
			fault = true
			edit := audit.Edit{Span: c.Span(), Text: "False"}
			v := r.Fail(k.Span(), k.Name+" is True: the tracker gets more than errors",
				&audit.Fix{Title: "Set " + k.Name + " to False", Edits: []audit.Edit{edit}})
			if scrubbed {
				v.Lower(audit.Low) // something looks at what is sent
			}
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

// isOne reports whether a number is 1 or 1.0.
func isOne(n *python.Number) bool {
	return n.Int != nil && n.Int.IsInt64() && n.Int.Int64() == 1 || n.Int == nil && n.Float == 1
}
