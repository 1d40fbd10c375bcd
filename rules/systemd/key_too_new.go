package systemd

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("key-too-new", keyTooNew) }

// keyTooNew finds keys that the target release does not know yet.
func keyTooNew(u *Unit, r *audit.Reporter) {
	u.eachEntry(func(e *unitfile.Entry) {
		d := lookup(e.Key)
		if d == nil || d.in(e.Section.Name, u.Version) || !d.ever(e.Section.Name) || d.old(e.Section.Name) {
			return
		}
		from := "a later release"
		if d.since > u.Version[0] {
			from = strconv.Itoa(d.since)
		}
		r.Fail(e.Span, short("%s came with systemd %s; %s ignores it", e.Key, from, u.Version.String()))
	})
}

// old reports whether the first release of the table knew the key.
func (d *directive) old(section string) bool {
	return d.in(section, audit.Version{252})
}
