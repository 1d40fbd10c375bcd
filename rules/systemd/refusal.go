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
	for _, check := range []func() (string, audit.Span){u.badSection, u.badCommand, u.badIdentity, u.badPath, u.badStart, u.badCombination} {
		if why, place := check(); why != "" {
			return why, place
		}
	}
	return "", audit.Span{}
}

// badSection finds a head that newer releases refuse.
func (u *Unit) badSection() (string, audit.Span) {
	for _, s := range u.Main.Sections {
		if u.at(258) && (s.Name == "" || strings.Contains(s.Name, "[")) {
			return "a section head is invalid", s.Head
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
	if strings.Contains(c.Prefix, "|") && !u.at(258) {
		return false
	}
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
	for _, e := range u.Assigned("DynamicUser") {
		if _, ok := parseBool(e.Value); !ok {
			return "DynamicUser= is neither yes nor no", e.Span
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
			if !ok || dir != "" && (!strings.HasPrefix(dir, "/") || climbs(dir)) {
				return key + "= is not an absolute path", e.Span
			}
		}
	}
	for _, e := range u.Assigned("PIDFile") {
		if file, ok := u.expand(e.Value); ok && climbs("/"+file) {
			return "PIDFile= has .. in its path", e.Span
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

// climbs reports whether a path goes up again.
func climbs(path string) bool { return strings.Contains(path+"/", "/../") }

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

// actions are what a unit may do to the host.
var actions = map[string]bool{
	"none": true, "reboot": true, "reboot-force": true, "reboot-immediate": true, "poweroff": true, "poweroff-force": true,
	"poweroff-immediate": true, "exit": true, "exit-force": true, "soft-reboot": true, "soft-reboot-force": true,
	"kexec": true, "kexec-force": true, "halt": true, "halt-force": true, "halt-immediate": true,
}

// successAction is what happens to the host when the service is done.
func (u *Unit) successAction() string {
	action := ""
	for _, e := range u.AssignedIn("Unit", "SuccessAction") {
		if actions[e.Value] {
			action = e.Value
		}
	}
	return action
}

// badStart finds a service that does not say what to start, or says too much.
func (u *Unit) badStart() (string, audit.Span) {
	starts, stops := u.CommandsOf("ExecStart"), u.CommandsOf("ExecStop")
	action := u.successAction()
	oneshot := u.serviceType() == "oneshot"
	switch {
	case len(starts) == 0 && action != "" && action != "none":
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
	case u.at(260) && u.Text("PrivateUsers").Value == "managed" && u.namesIdentity():
		return "PrivateUsers=managed excludes an identity", u.placeOf("PrivateUsers")
	case u.at(257) && kind == "forking" && u.flag("Service", "PrivatePIDs").Truth == audit.Yes:
		return "Type=forking excludes PrivatePIDs=yes", u.placeOf("Type")
	}
	return "", audit.Span{}
}

// namesIdentity reports whether the unit says who its processes are.
func (u *Unit) namesIdentity() bool {
	return u.Text("User").Set || u.Text("Group").Set || u.Text("PAMName").Set || u.Bool("DynamicUser").Truth == audit.Yes
}
