package requirements

import (
	"path"

	"preflight/rules/audit"
)

func init() { Rules.Add("django-unpinned", djangoUnpinned) }

// djangoUnpinned checks that a production file installs one release of Django,
// the one that was tested.
func djangoUnpinned(q *Requirements, r *audit.Reporter) {
	if q.Development || path.Ext(q.Source.Name) == ".in" {
		return
	}
	for _, d := range q.Find("django") {
		if _, ok := d.Pin(); ok || d.URL != "" {
			r.Pass(d.Span)
			continue
		}
		v := r.Fail(d.Span, "Django is not pinned to one release")
		if oneSeries(d) {
			v.Lower(audit.Low)
		}
	}
}
