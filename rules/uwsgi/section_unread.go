package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("section-unread", sectionUnread) }

// sectionUnread finds the fault that options stand where uWSGI does not read them.
func sectionUnread(in *Instance, r *audit.Reporter) {
	read := false
	for _, section := range in.Sections {
		switch {
		case section.Head.IsZero() && len(section.Options) > 0:
			r.Fail(section.Options[0].Span, "options above the first section are not read")
		case !section.Head.IsZero() && !section.Whole:
			r.Fail(section.Head, "the head does not end with ]; the section is not read")
			read = true
		case section.Name == "uwsgi":
			r.Pass(section.Head)
			read = true
		}
	}
	if !read && len(in.Sections) > 0 && len(in.Files) <= 1 && !in.Sections[0].Head.IsZero() {
		r.Fail(in.Sections[0].Head, "there is no section [uwsgi]; uWSGI reads no other by itself").Doubt(audit.Likely)
	}
}
