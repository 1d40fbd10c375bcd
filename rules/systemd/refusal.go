package systemd

import (
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// refusal says why systemd would not load the unit, or nothing.
func (u *Unit) refusal() string {
	if p := u.Main.Refused; p != nil {
		return p.Message
	}
	if strings.TrimSpace(u.Main.Span.Text()) == "" {
		return "the unit file is empty: it masks the unit"
	}
	for _, check := range []func() string{u.badCommand, u.badIdentity, u.badPath, u.badStart, u.badCombination} {
		if why := check(); why != "" {
			return why
		}
	}
	return ""
}

// badCommand finds an Exec line that systemd does not take.
func (u *Unit) badCommand() string {
	for _, c := range u.Commands() {
		switch {
		case c.Broken:
			return c.Key + "= has a quote or an escape that is not closed"
		case !u.validProgram(c):
			return c.Key + "= names no program: " + c.Path
		}
		for _, a := range c.Args {
			if _, ok := u.expand(a.Text); !ok {
				return c.Key + "= has an unknown specifier"
			}
		}
	}
	return ""
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
func (u *Unit) badIdentity() string {
	for _, key := range []string{"User", "Group"} {
		for _, e := range u.Assigned(key) {
			name, ok := u.expand(e.Value)
			if e.Value != "" && (!ok || !validUserName(name)) {
				return key + "= is not a valid name"
			}
		}
	}
	for _, e := range u.Assigned("SupplementaryGroups") {
		for _, t := range cut(e.Value, true).words {
			if name, ok := u.expand(t.text); !ok || !validUserName(name) {
				return "SupplementaryGroups= has a word that is no valid name"
			}
		}
	}
	for _, e := range u.Assigned("DynamicUser") {
		if _, ok := parseBool(e.Value); !ok && u.Type == "" {
			return "DynamicUser= is neither yes nor no"
		}
	}
	return ""
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
func (u *Unit) badPath() string {
	for _, key := range []string{"RootDirectory", "RootImage"} {
		for _, e := range u.Assigned(key) {
			dir, ok := u.expand(e.Value)
			if e.Value != "" && (!ok || !strings.HasPrefix(dir, "/") || strings.Contains(dir+"/", "/../")) {
				return key + "= is not an absolute path"
			}
		}
	}
	for _, e := range u.Assigned("WorkingDirectory") {
		value, optional := strings.CutPrefix(e.Value, "-")
		dir, ok := u.expand(value)
		if value != "" && value != "~" && !optional && (!ok || !path.IsAbs(dir)) {
			return "WorkingDirectory= is not an absolute path"
		}
	}
	return ""
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
func (u *Unit) badStart() string {
	starts, stops := u.CommandsOf("ExecStart"), u.CommandsOf("ExecStop")
	action := u.TextIn("Unit", "SuccessAction")
	oneshot := u.serviceType() == "oneshot"
	switch {
	case len(starts) == 0 && action.Set && action.Value != "none":
	case len(starts) == 0 && len(stops) == 0:
		return "the service has neither ExecStart= nor ExecStop= nor SuccessAction="
	case len(starts) == 0 && !oneshot:
		return "the service has no ExecStart= and is not Type=oneshot"
	case len(starts) == 0 && u.Bool("RemainAfterExit").Truth.String() != "yes":
		return "the service has no ExecStart= and not RemainAfterExit=yes"
	case len(starts) > 1 && !oneshot:
		return "the service has several ExecStart= and is not Type=oneshot"
	}
	return ""
}

// badCombination finds settings that contradict each other.
func (u *Unit) badCombination() string {
	kind := u.serviceType()
	restart := u.Text("Restart").Value
	kill := u.Enum("KillMode", "control-group", "mixed", "process", "none").Value
	switch {
	case kind == "oneshot" && (restart == "always" || restart == "on-success"):
		return "Type=oneshot does not go with Restart=" + restart
	case kind == "oneshot" && len(u.List("RestartForceExitStatus")) > 0:
		return "Type=oneshot does not go with RestartForceExitStatus="
	case kind == "oneshot" && u.Text("ExitType").Value == "cgroup":
		return "Type=oneshot does not go with ExitType=cgroup"
	case kind == "dbus" && !u.Text("BusName").Set:
		return "Type=dbus needs BusName="
	case u.Text("PAMName").Set && (kill == "process" || kill == "none"):
		return "PAMName= does not go with KillMode=" + kill
	case u.at(257) && u.Text("WorkingDirectory").Value == "~" && u.Bool("DynamicUser").Truth.String() == "yes":
		return "WorkingDirectory=~ does not go with DynamicUser=yes"
	case u.at(257) && kind == "forking" && u.flag("Service", "PrivatePIDs").Truth.String() == "yes":
		return "Type=forking does not go with PrivatePIDs=yes"
	}
	return ""
}
