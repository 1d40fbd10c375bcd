package systemd

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("overridden-setting", overriddenSetting) }

// single are settings of which the last assignment counts; those that are yes
// or no, and those of choices and words, are among them.
var single = map[string]bool{
	"User": true, "Group": true, "WorkingDirectory": true, "UMask": true, "PIDFile": true, "RestartSec": true, "TimeoutStartSec": true,
	"TimeoutStopSec": true, "TimeoutSec": true, "RootDirectory": true, "MemoryMax": true, "TasksMax": true, "LimitNOFILE": true, "Description": true,
}

// overriddenSetting finds assignments that another one in the same file takes
// back.
func overriddenSetting(u *Unit, r *audit.Reporter) {
	for _, p := range u.Parts {
		first := map[place]*unitfile.Entry{}
		for _, s := range p.Sections {
			for _, e := range s.Entries {
				at := place{s.Name, e.Key}
				before := first[at]
				switch {
				case before == nil && takesOne(e):
					first[at] = e
				case before != nil && before.Value != e.Value && before.Value != "" && e.Value != "":
					r.Fail(before.Span, short("%s= is set again below; this line does not count", e.Key)).Also(e.Span)
					first[at] = e
				}
			}
		}
	}
}

// takesOne reports whether the last assignment of the key is the only one that
// counts.
func takesOne(e *unitfile.Entry) bool {
	if d := lookup(e.Key); d != nil && d.kind == "bool" {
		return true
	}
	_, isWord := wordsOf(e)
	return isWord || single[e.Key]
}
