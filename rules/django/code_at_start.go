package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("code-at-start", codeAtStart) }

// codeAtStart finds settings that run code made of texts, or fetch it.
func codeAtStart(s *Settings, r *audit.Reporter) {
	for _, stmt := range s.module.Body {
		python.Walk(stmt, func(n python.Node) bool {
			if call, ok := n.(*python.Call); ok {
				if what := startsCode(call); what != "" {
					r.Fail(call.Span(), "the settings "+what)
				}
			}
			return true
		})
	}
}

func startsCode(call *python.Call) string {
	if name, ok := call.Func.(*python.Name); ok && (name.ID == "eval" || name.ID == "exec") {
		return "run a text as code"
	}
	for _, f := range []struct{ module, function, what string }{
		{"pickle", "load", "read a pickle"}, {"pickle", "loads", "read a pickle"}, {"os", "system", "run a command by the shell"},
		{"request", "urlopen", "fetch a page"}, {"requests", "get", "fetch a page"}, {"httpx", "get", "fetch a page"},
		{"os", "popen", "run a command by the shell"}, {"marshal", "loads", "read marshalled code"},
	} {
		if calls(call, f.module, f.function) {
			return f.what
		}
	}
	return ""
}
