package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// ofUser tells whether the unit belongs to a user's own manager, by where it
// lies. A unit that only default.target wants, as those of users do, may be one.
func (u *Unit) ofUser() audit.Truth {
	for _, p := range u.Parts {
		path := p.Path
		if path == "" {
			path = p.Span.File.Name
		}
		if strings.Contains("/"+path, "/systemd/user/") {
			return audit.Yes
		}
		if strings.Contains("/"+path, "/systemd/system/") {
			return audit.No
		}
	}
	wanted := u.Words("Install", "WantedBy")
	if len(wanted) == 0 || u.Text("User").Set {
		return audit.No
	}
	for _, w := range wanted {
		if w.Text != "default.target" {
			return audit.No
		}
	}
	return audit.Maybe
}

// confinable reports whether the unit is a service that the system's manager
// starts: what confines a service speaks of those only.
func (u *Unit) confinable() bool { return u.IsService() && u.ofUser() != audit.Yes }

// userNote says what a score means for a unit that is or may be a user's.
func (u *Unit) userNote() string {
	switch u.ofUser() {
	case audit.Yes:
		return "this unit is a user's: the score speaks of services of the system, and takes it for one that runs as root"
	case audit.Maybe:
		return "only default.target wants this unit: if it is a user's, the score does not speak of it"
	}
	return ""
}

// Unscored gives the units of the stack that have no score, with the reason.
func Unscored(stack *audit.Stack) []audit.Unscored {
	var list []audit.Unscored
	for _, u := range Units(stack) {
		why := ""
		switch {
		case !u.IsService():
			why = "only services run programs that can be confined; the real tool gives every " + u.Type + " the same score"
		case u.Partial():
			why = u.unitMissing()
		default:
			continue
		}
		list = append(list, audit.Unscored{File: u.Parts[0].Span.File.Name, Unit: u.Name, Why: why})
	}
	return list
}

// IsUnitName reports whether a file of this name is a unit.
func IsUnitName(name string) bool { return unitfile.IsUnitName(name) }

// unitMissing says that only drop-ins of the unit were given.
func (u *Unit) unitMissing() string {
	if u.Name == "" {
		return "the unit it belongs to is not among the files"
	}
	return "the unit it belongs to, " + audit.Clip(u.Name, 60) + ", is not among the files"
}
