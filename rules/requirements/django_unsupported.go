package requirements

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("django-unsupported", djangoUnsupported) }

// oldestSupported is the oldest Django series that gets security fixes as of
// November 2026; 5.2 is supported until April 2028.
var oldestSupported = audit.MustVersion("5.2")

// djangoUnsupported checks that the pinned Django still gets security fixes.
func djangoUnsupported(q *Requirements, r *audit.Reporter) {
	for _, d := range q.Find("django") {
		v, ok := pinned(d)
		switch {
		case !ok:
		case v.Less(oldestSupported):
			r.Fail(d.Span, fmt.Sprintf("Django %d.%d gets no security fixes any more", v[0], v[1]))
		default:
			r.Pass(d.Span)
		}
	}
}
