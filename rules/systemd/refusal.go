package systemd

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// refusal says why systemd would not load the unit, and where; or nothing.
func (u *Unit) refusal() (why string, place audit.Span) {
	if p := u.Main.Refused; p != nil {
		return p.Message, p.Span
	}
	if strings.TrimSpace(u.Main.Span.Text()) == "" {
		return "the unit file is empty: it masks the unit", u.Head()
	}
	for _, s := range u.Main.Sections {
		if u.at(258) && (s.Name == "" || strings.ContainsAny(s.Name, "*?[")) {
			return "a section head is invalid", s.Head
		}
		for _, e := range s.Entries {
			if why := u.fault(e); why != "" {
				return why, e.Span
			}
		}
	}
	if why, place = u.badStart(); why == "" {
		why, place = u.badCombination()
	}
	return why, place
}

// fault says why systemd gives up on the file at the assignment, or nothing.
func (u *Unit) fault(e *unitfile.Entry) string {
	if e.Section.Name != u.Section() {
		return ""
	}
	switch e.Key {
	case "ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost", "ExecReload", "ExecStop", "ExecStopPost":
		return u.badCommands(e)
	case "User", "Group":
		if name, ok := u.expand(e.Value); e.Value != "" && (!ok || !validUserName(name)) {
			return e.Key + "= is not a valid name"
		}
	case "SupplementaryGroups":
		for _, t := range cut(e.Value, true).words {
			if name, ok := u.expand(t.text); !ok || !validUserName(name) {
				return "SupplementaryGroups= has an invalid name"
			}
		}
	case "DynamicUser":
		if _, ok := parseBool(e.Value); !ok {
			return "DynamicUser= is neither yes nor no"
		}
	default:
		return u.badPath(e)
	}
	return ""
}

// badCommands finds a command line that systemd does not take.
func (u *Unit) badCommands(e *unitfile.Entry) string {
	for _, c := range u.commandsIn(e) {
		if why := u.commandFault(c); why != "" && !strings.Contains(c.Prefix, "-") {
			return why
		}
	}
	return ""
}

// commandFault says what is wrong with a command. With a "-" before it, systemd
// passes over the command; without, it refuses the unit.
func (u *Unit) commandFault(c *Command) string {
	if !u.validProgram(c) {
		return c.Key + "= names no program"
	}
	if c.Broken {
		return c.Key + "= has an open quote"
	}
	for _, a := range c.Args {
		if _, ok := u.expand(a.Text); !ok {
			return c.Key + "= has an unknown specifier"
		}
	}
	return ""
}

// validProgram reports whether a command starts with an absolute path or a
// plain name.
func (u *Unit) validProgram(c *Command) bool {
	program, ok := u.expand(c.Path)
	if strings.Contains(c.Prefix, "|") && !u.at(258) {
		return false
	}
	if !ok || program == "" || strings.HasSuffix(program, "/") || strings.ContainsAny(program, "\\\"'") {
		return false
	}
	return strings.HasPrefix(program, "/") || !strings.Contains(program, "/") && program != "." && program != ".."
}

// badPath finds a directory that must be absolute and is not.
func (u *Unit) badPath(e *unitfile.Entry) string {
	value, optional := e.Value, false
	switch e.Key {
	case "RootDirectory", "RootImage":
	case "WorkingDirectory":
		if value, optional = strings.CutPrefix(value, "-"); optional || value == "~" {
			return ""
		}
	case "PIDFile":
		if file, ok := u.expand(value); ok && climbs("/"+file) {
			return "PIDFile= has .. in its path"
		}
		return ""
	default:
		return ""
	}
	dir, ok := u.expand(value)
	lost := dir == "" && value != "" && e.Key == "WorkingDirectory"
	if !ok || lost || dir != "" && (!strings.HasPrefix(dir, "/") || climbs(dir)) {
		return e.Key + "= is not an absolute path"
	}
	return ""
}

// climbs reports whether a path goes up again.
func climbs(path string) bool { return strings.Contains(path+"/", "/../") }

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

// serviceType is what Type= says, or what systemd takes where it says nothing.
func (u *Unit) serviceType() string {
	if u.kind == "" {
		u.kind = u.findType()
	}
	return u.kind
}

func (u *Unit) findType() string {
	if t := u.Enum("Type", "simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"); t.Set {
		return t.Value
	}
	switch {
	case u.Text("BusName").Set:
		return "dbus"
	case len(u.runnable("ExecStart")) > 0:
		return "simple"
	}
	return "oneshot"
}

// runnable gives the commands of a key without those that systemd passes over.
func (u *Unit) runnable(key string) []*Command {
	var commands []*Command
	for _, c := range u.CommandsOf(key) {
		if u.commandFault(c) == "" {
			commands = append(commands, c)
		}
	}
	return commands
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
	starts, stops := u.runnable("ExecStart"), u.runnable("ExecStop")
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
	case u.at(258) && u.Text("PAMName").Set && u.flag("Service", "PrivatePIDs").Truth == audit.Yes:
		return "PrivatePIDs=yes excludes PAMName=", u.placeOf("PAMName")
	case u.at(257) && kind == "forking" && u.flag("Service", "PrivatePIDs").Truth == audit.Yes:
		return "Type=forking excludes PrivatePIDs=yes", u.placeOf("Type")
	}
	return "", audit.Span{}
}

// namesIdentity reports whether the unit says who its processes are.
func (u *Unit) namesIdentity() bool {
	return u.Text("User").Set || u.Text("Group").Set || u.Text("PAMName").Set || u.Bool("DynamicUser").Truth == audit.Yes
}
