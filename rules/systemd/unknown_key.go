package systemd

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("unknown-key", unknownKey) }

// mostFindings is how many faults of one kind are told of one unit; a file with
// more of them is no unit.
const mostFindings = 100

// unknownKey finds keys that no release of systemd reads in any section.
func unknownKey(u *Unit, r *audit.Reporter) {
	told := 0
	u.eachEntry(func(e *unitfile.Entry) {
		section := e.Section.Name
		if sectionLetters[section] == "" || strings.HasPrefix(e.Key, "X-") || lookup(e.Key) != nil || told == mostFindings {
			return
		}
		told++
		if meant := nearest(section, e.Key, u.Version); meant != "" {
			r.Fail(e.Span, short("systemd ignores %s; it knows %s", e.Key, meant), Rename(e, meant))
			return
		}
		r.Fail(e.Span, short("systemd knows no key %s in [%s]", e.Key, section))
	})
}

// short writes a message in which names from the file are cut to fit.
func short(format string, names ...string) string {
	args := make([]any, len(names))
	for i, name := range names {
		args[i] = audit.Clip(name, 24)
	}
	text := fmt.Sprintf(format, args...)
	return audit.Clip(text, 72)
}
