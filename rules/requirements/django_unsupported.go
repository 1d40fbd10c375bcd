package requirements

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("django-unsupported", djangoUnsupported) }

// oldestSupported is the oldest Django series that gets security fixes as of
// November 2026; 5.2 is supported until April 2028.
var oldestSupported = audit.MustVersion("5.2")

// djangoUnsupported checks that some release of Django that the requirement
// allows still gets security fixes.
func djangoUnsupported(q *Requirements, r *audit.Reporter) {
	for _, d := range q.Find("django") {
		v, ok := pinned(d)
		if !ok {
			if limit, ok := ceiling(d); ok && !oldestSupported.Less(limit) {
				r.Fail(d.Span, fmt.Sprintf("no Django before %s gets security fixes any more", limit))
			}
			continue
		}
		if v.Less(oldestSupported) {
			r.Fail(d.Span, fmt.Sprintf("Django %d.%d gets no security fixes any more", v[0], v[1]))
			continue
		}
		r.Pass(d.Span)
	}
}
