package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("handler-placeholder", handlerPlaceholder) }

// handlerPlaceholder finds names in LOGGING that came with a sample.
func handlerPlaceholder(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	for _, section := range []string{"handlers", "formatters", "filters"} {
		for _, p := range pyconf.Entry(s.Get("LOGGING"), section).Pairs {
			for _, key := range []string{"class", "()"} {
				v := pyconf.Entry(p.Value, key)
				if v.Whole() && sampleName(v.Text) && s.definition(v.Text) == nil {
					r.Fail(spanOr(s.inPython(v.Span), s.Place("LOGGING")), "the class "+v.Text+" is from a sample")
				}
			}
		}
	}
}

func sampleName(class string) bool {
	top, _, dotted := strings.Cut(class, ".")
	top = strings.ToLower(top)
	return dotted && (strings.HasPrefix(top, "your") || strings.HasPrefix(top, "path_to") || top == "path" || strings.HasPrefix(top, "my_project") || strings.HasPrefix(top, "myproject"))
}
