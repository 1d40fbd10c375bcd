package systemd

import (
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

// refusal says why systemd would not load the unit, and where; or nothing.
func (u *Unit) refusal() (why string, place audit.Span) {
	if p := u.Main.Refused; p != nil {
		return p.Message, p.Span
	}
	if strings.TrimSpace(u.Main.Span.Text()) == "" {
		return "the unit file is empty: it masks the unit", u.Head()
	}
	for _, check := range []func() (string, audit.Span){u.badCommand, u.badIdentity, u.badPath, u.badStart, u.badCombination} {
		if why, place := check(); why != "" {
			return why, place
		}
	}
	return "", audit.Span{}
}

// badCommand finds an Exec line that systemd does not take.
func (u *Unit) badCommand() (string, audit.Span) {
	for _, c := range u.Commands() {
		switch {
		case c.Broken:
			return c.Key + "= has an open quote or escape", c.Span
		case !u.validProgram(c):
			return c.Key + "= names no program", c.Span
		}
		for _, a := range c.Args {
			if _, ok := u.expand(a.Text); !ok {
				return c.Key + "= has an unknown specifier", a.Span
			}
		}
	}
	return "", audit.Span{}
}

// validProgram reports whether a command starts with an absolute path or a
// plain name.
func (u *Unit) validProgram(c *Command) bool {
	program, ok := u.expand(c.Path)
	if !ok || program == "" || strings.HasSuffix(program, "/") {
		return false
	}
	return strings.HasPrefix(program, "/") || !strings.Contains(program, "/") && program != "." && program != ".."
}

// badIdentity finds a name that is none.
func (u *Unit) badIdentity() (string, audit.Span) {
	for _, key := range []string{"User", "Group"} {
		for _, e := range u.Assigned(key) {
			name, ok := u.expand(e.Value)
			if e.Value != "" && (!ok || !validUserName(name)) {
				return key + "= is not a valid name", e.Span
			}
		}
	}
	for _, e := range u.Assigned("SupplementaryGroups") {
		for _, t := range cut(e.Value, true).words {
			if name, ok := u.expand(t.text); !ok || !validUserName(name) {
				return "SupplementaryGroups= has an invalid name", e.Span
			}
		}
	}
	return "", audit.Span{}
}

// validUserName takes a number that can be a user, or a name.
func validUserName(name string) bool {
	if name == "" || !utf8.ValidString(name) || strings.ContainsAny(name, ":/") || name == "." || name == ".." {
		return false
	}
	if strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || c == 0x7f }) || strings.TrimSpace(name) != name {
		return false
	}
	digits := strings.TrimPrefix(name, "-")
	if strings.Trim(digits, "0123456789") != "" {
		return true
	}
	id, err := strconv.ParseUint(name, 10, 32)
	return err == nil && strconv.FormatUint(id, 10) == name && id != 1<<16-1 && id != 1<<32-1
}

// badPath finds a directory that must be absolute and is not.
func (u *Unit) badPath() (string, audit.Span) {
	for _, key := range []string{"RootDirectory", "RootImage"} {
		for _, e := range u.Assigned(key) {
			dir, ok := u.expand(e.Value)
			if e.Value != "" && (!ok || !strings.HasPrefix(dir, "/") || strings.Contains(dir+"/", "/../")) {
				return key + "= is not an absolute path", e.Span
			}
		}
	}
	for _, e := range u.Assigned("WorkingDirectory") {
		value, optional := strings.CutPrefix(e.Value, "-")
		dir, ok := u.expand(value)
		if value != "" && value != "~" && !optional && (!ok || !path.IsAbs(dir)) {
			return "WorkingDirectory= is not an absolute path", e.Span
		}
	}
	return "", audit.Span{}
}

// serviceType is what Type= says, or what systemd takes where it says nothing.
func (u *Unit) serviceType() string {
	if t := u.Enum("Type", "simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"); t.Set {
		return t.Value
	}
	switch {
	case u.Text("BusName").Set:
		return "dbus"
	case len(u.CommandsOf("ExecStart")) > 0:
		return "simple"
	}
	return "oneshot"
}

// badStart finds a service that does not say what to start, or says too much.
func (u *Unit) badStart() (string, audit.Span) {
	starts, stops := u.CommandsOf("ExecStart"), u.CommandsOf("ExecStop")
	action := u.TextIn("Unit", "SuccessAction")
	oneshot := u.serviceType() == "oneshot"
	switch {
	case len(starts) == 0 && action.Set && action.Value != "none":
	case len(starts) == 0 && len(stops) == 0:
		return "it has neither ExecStart= nor ExecStop=", u.Head()
	case len(starts) == 0 && !oneshot:
		return "it has no ExecStart= and no Type=oneshot", u.Head()
	case len(starts) == 0 && u.Bool("RemainAfterExit").Truth != audit.Yes:
		return "no ExecStart= without RemainAfterExit=yes", u.Head()
	case len(starts) > 1 && !oneshot:
		return "several ExecStart= without Type=oneshot", starts[1].Entry.Span
	}
	return "", audit.Span{}
}

// badCombination finds settings that contradict each other.
func (u *Unit) badCombination() (string, audit.Span) {
	kind := u.serviceType()
	restart := u.Text("Restart").Value
	kill := u.Enum("KillMode", "control-group", "mixed", "process", "none").Value
	switch {
	case kind == "oneshot" && (restart == "always" || restart == "on-success"):
		return "Type=oneshot excludes Restart=" + restart, u.placeOf("Restart")
	case kind == "oneshot" && len(u.List("RestartForceExitStatus")) > 0:
		return "Type=oneshot excludes RestartForceExitStatus=", u.placeOf("RestartForceExitStatus")
	case kind == "oneshot" && u.Text("ExitType").Value == "cgroup":
		return "Type=oneshot excludes ExitType=cgroup", u.placeOf("ExitType")
	case kind == "dbus" && !u.Text("BusName").Set:
		return "Type=dbus needs BusName=", u.placeOf("Type")
	case u.Text("PAMName").Set && (kill == "process" || kill == "none"):
		return "PAMName= excludes KillMode=" + kill, u.placeOf("PAMName")
	case u.at(257) && u.Text("WorkingDirectory").Value == "~" && u.Bool("DynamicUser").Truth == audit.Yes:
		return "WorkingDirectory=~ excludes DynamicUser=yes", u.placeOf("WorkingDirectory")
	case u.at(257) && kind == "forking" && u.flag("Service", "PrivatePIDs").Truth == audit.Yes:
		return "Type=forking excludes PrivatePIDs=yes", u.placeOf("Type")
	}
	return "", audit.Span{}
}
