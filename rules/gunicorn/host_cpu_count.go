package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("host-cpu-count", hostCpuCount) }

// hostCpuCount finds a number of workers made from the cores of the whole machine,
// of which a container has a part.
func hostCpuCount(s *Server, r *audit.Reporter) {
	if s.Get("workers").Source != File || !s.Contained() {
		return
	}
	a := s.assignment("workers")
	if a == nil || !counts(a.Value) {
		return
	}
	s.fail(r, a.Span(), "cpu_count() counts the cores of the host, not of the container").Doubt(audit.Likely)
}

// counts reports whether an expression calls cpu_count.
func counts(x python.Expr) bool {
	found := false
	python.Walk(x, func(n python.Node) bool {
		if call, ok := n.(*python.Call); ok {
			found = found || strings.HasSuffix(call.Func.Span().Text(), "cpu_count")
		}
		return !found
	})
	return found
}
