package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("percent-removed", percentRemoved) }

// percentRemoved finds the fault that a percent sign vanishes.
func percentRemoved(in *Instance, r *audit.Reporter) {
	told := map[audit.Span]bool{}
	for _, s := range in.Settings {
		if s.Line == nil {
			continue
		}
		for _, lost := range s.Line.Lost {
			if text := lost.Text(); !told[lost] && len(text) == 2 && text[1] > ' ' {
				told[lost] = true
				at := lost.File.Span(lost.Start, lost.Start)
				fix := &audit.Fix{Title: "Write %%", Edits: []audit.Edit{{Span: at, Text: "%"}}}
				r.Fail(lost, short("uWSGI removes "+audit.Clip(text, 2)+" from "+s.Key), fix)
			}
		}
	}
}
