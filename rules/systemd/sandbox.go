package systemd

import (
	"path"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// sandbox is how a unit confines its processes: what is left after every
// assignment and all that the settings imply, as the exposure score sees it.
type sandbox struct {
	release      int
	user         string // expanded; "" for none
	dynamicUser  bool
	groups       bool // the unit has supplementary groups
	on           map[string]bool
	enums        map[string]string
	bounding     capabilities
	ambient      capabilities
	umask        int
	delegate     bool
	rootDir      bool // the root directory or image is not the host's
	namespaces   namespaces
	families     *familyFilter
	archs        map[string]bool
	filter       *syscallFilter
	allowed      addressSet
	denied       addressSet
	addressBPF   bool // a program of its own filters the packets
	devicePolicy string
	devices      bool // the list of devices is not empty
	noDefaults   bool // DefaultDependencies=no
}

// confinement gives how the unit confines its processes, worked out once.
func (u *Unit) confinement() *sandbox {
	if u.sandbox == nil {
		u.sandbox = newSandbox(u)
	}
	return u.sandbox
}

// switches are the settings that the score takes as on or off, each with the
// further words that count as on and the release from which they do.
var switches = map[string]map[string]int{
	"PrivateDevices": nil, "PrivateNetwork": nil, "PrivateTmp": {"disconnected": 257, "connected": 257},
	"PrivateUsers":         {"self": 257, "identity": 257, "full": 258, "managed": 260},
	"ProtectControlGroups": {"private": 257, "strict": 257}, "ProtectKernelModules": nil, "ProtectKernelTunables": nil,
	"ProtectKernelLogs": nil, "ProtectClock": nil, "ProtectHostname": {"private": 258}, "LockPersonality": nil,
	"MemoryDenyWriteExecute": nil, "NoNewPrivileges": nil, "RemoveIPC": nil, "RestrictRealtime": nil,
	"RestrictSUIDSGID": nil, "DynamicUser": nil,
}

// choices are the settings whose value is one of several words, the default
// first.
var choices = map[string][]string{
	"ProtectHome":   {"no", "yes", "read-only", "tmpfs"},
	"ProtectSystem": {"no", "yes", "full", "strict"},
	"KeyringMode":   {"shared", "inherit", "private"},
	"ProtectProc":   {"default", "noaccess", "invisible", "ptraceable"},
	"ProcSubset":    {"all", "pid"},
	"NotifyAccess":  {"none", "all", "exec", "main"},
	"DevicePolicy":  {"auto", "closed", "strict"},
}

func newSandbox(u *Unit) *sandbox {
	release := u.Version[0]
	s := &sandbox{release: release, on: map[string]bool{}, enums: map[string]string{}, umask: 0o022}
	for key, words := range switches {
		s.on[key] = u.switched(key, words)
	}
	s.on["PrivateMounts"] = u.privateMounts()
	for key, words := range choices {
		s.enums[key] = words[0]
		if v := u.Enum(key, words...); v.Set {
			s.enums[key] = v.Value
		}
	}
	if u.IsService() && !u.Enum("KeyringMode", choices["KeyringMode"]...).Set {
		s.enums["KeyringMode"] = "private"
	}
	s.readIdentity(u)
	s.readLists(u)
	s.noDefaults = u.withoutDefaults()
	s.imply(u)
	return s
}

// withoutDefaults reports whether the unit refuses the usual dependencies, as
// those of early boot do.
func (u *Unit) withoutDefaults() bool {
	f := u.BoolIn("Unit", "DefaultDependencies")
	return f.Set && f.Truth == audit.No
}

// switched reads a setting that is on or off, or names a way of being on.
func (u *Unit) switched(key string, words map[string]int) bool {
	on := false
	for _, e := range u.Assigned(key) {
		value := e.Value
		if key == "ProtectHostname" && u.at(258) {
			var valid bool
			if value, valid = u.protectHostname(value); !valid {
				continue
			}
		}
		b, ok := parseBool(value)
		from, word := words[value]
		switch {
		case ok:
			on = b
		case word && u.at(from):
			on = true
		}
	}
	return on
}

// protectHostname takes the host name off a value such as "private:shop". An
// empty value turns the setting off; a name that is none spoils it.
func (u *Unit) protectHostname(value string) (mode string, valid bool) {
	if value == "" {
		return "no", true
	}
	mode, name, named := strings.Cut(value, ":")
	if !named {
		return mode, true
	}
	name, ok := u.expand(name)
	b, isBool := parseBool(mode)
	return mode, ok && validHostname(name) && (isBool && b || mode == "private")
}

// validHostname reports whether systemd takes the name for that of a host.
func validHostname(name string) bool {
	if name == "" || len(name) > 64 {
		return false
	}
	for _, label := range strings.Split(name, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		if strings.ContainsFunc(label, func(c rune) bool { return c > 0x7f || !isAlphanumeric(byte(c)) && c != '-' && c != '_' }) {
			return false
		}
	}
	return true
}

// privateMounts is a switch that knows a third state from 254 on: unset, which
// the score takes for on.
func (u *Unit) privateMounts() bool {
	on := u.at(254)
	for _, e := range u.Assigned("PrivateMounts") {
		if b, ok := parseBool(e.Value); ok {
			on = b
		} else if e.Value == "" && u.at(254) {
			on = true
		}
	}
	return on
}

// readIdentity reads who the processes run as and what their files look like.
func (s *sandbox) readIdentity(u *Unit) {
	s.dynamicUser = s.on["DynamicUser"]
	if user := u.Text("User"); user.Set {
		s.user, _ = u.expand(user.Value)
	}
	s.groups = len(u.Words(u.Section(), "SupplementaryGroups")) > 0
	for _, e := range u.Assigned("UMask") {
		if mode, err := strconv.ParseUint(e.Value, 8, 32); err == nil && mode <= 0o7777 && !strings.HasPrefix(e.Value, "+") {
			s.umask = int(mode)
		}
	}
	for _, e := range u.Assigned("Delegate") {
		b, ok := parseBool(e.Value)
		s.delegate = b || !ok
	}
	for _, key := range []string{"RootDirectory", "RootImage"} {
		dir, _ := u.expand(u.Text(key).Value)
		s.rootDir = s.rootDir || dir != "" && path.Clean(dir) != "/"
	}
}

// readLists applies the settings that are lists.
func (s *sandbox) readLists(u *Unit) {
	s.bounding = capabilitySet(values(u.Assigned("CapabilityBoundingSet")), allCapabilities, s.release)
	s.ambient = capabilitySet(values(u.Assigned("AmbientCapabilities")), 0, s.release)
	s.namespaces = namespaceSet(values(u.Assigned("RestrictNamespaces")))
	s.families = newFamilyFilter(values(u.Assigned("RestrictAddressFamilies")), s.release)
	s.filter = newSyscallFilter(values(u.Assigned("SystemCallFilter")), s.release)
	s.archs = map[string]bool{}
	for _, w := range u.Words(u.Section(), "SystemCallArchitectures") {
		if architectures[w.Text] {
			s.archs[w.Text] = true
		}
	}
	s.allowed = newAddressSet(values(u.Assigned("IPAddressAllow")))
	s.denied = newAddressSet(values(u.Assigned("IPAddressDeny")))
	for _, key := range []string{"IPIngressFilterPath", "IPEgressFilterPath"} {
		for _, e := range u.List(key) {
			s.addressBPF = s.addressBPF || strings.HasPrefix(e.Value, "/")
		}
	}
	s.devicePolicy = s.enums["DevicePolicy"]
	for _, e := range u.List("DeviceAllow") {
		s.devices = s.devices || u.isDeviceRule(e.Value)
	}
}

// architectures are the names that SystemCallArchitectures= knows.
var architectures = func() map[string]bool {
	known := map[string]bool{}
	for _, name := range strings.Fields(`
		native x86 x86-64 x32 arm arm64 loongarch64 mips mips64 mips64-n32 mips-le mips64-le mips64-le-n32
		parisc parisc64 ppc ppc64 ppc64-le riscv64 s390 s390x`) {
		known[name] = true
	}
	return known
}()

// isDeviceRule reports whether DeviceAllow= takes the value.
func (u *Unit) isDeviceRule(value string) bool {
	value, ok := u.expand(value)
	if !ok {
		return false
	}
	l := cut(value, true)
	if len(l.words) == 0 {
		return false
	}
	device := l.words[0].text
	rights := strings.TrimLeft(value[l.words[0].end:], wordBlanks)
	if strings.Trim(rights, "rwm") != "" {
		return false
	}
	if strings.HasPrefix(device, "block-") || strings.HasPrefix(device, "char-") {
		return true
	}
	clean := path.Clean(device)
	under := strings.HasPrefix(clean, "/dev/") || strings.HasPrefix(clean, "/run/systemd/inaccessible/")
	return under && !strings.Contains("/"+device+"/", "/../") && !strings.Contains(device, "/./")
}

// imply applies what settings imply for others, in systemd's order.
func (s *sandbox) imply(u *Unit) {
	for key, lost := range map[string][]string{
		"PrivateDevices": {"MKNOD", "SYS_RAWIO"}, "ProtectKernelModules": {"SYS_MODULE"},
		"ProtectKernelLogs": {"SYSLOG"}, "ProtectClock": {"SYS_TIME", "WAKE_ALARM"},
	} {
		for _, name := range lost {
			if s.on[key] {
				s.bounding &^= capability(name)
			}
		}
	}
	if s.dynamicUser {
		for key := range implied {
			s.on[key] = true
		}
		s.enums["ProtectSystem"] = "strict"
		if s.enums["ProtectHome"] == "no" {
			s.enums["ProtectHome"] = "read-only"
		}
	}
	if s.on["PrivateDevices"] && s.devicePolicy == "auto" {
		s.devicePolicy = "closed"
	}
	if s.devicePolicy == "auto" && !s.devices {
		return
	}
	s.devices = s.devices || s.on["ProtectClock"] || u.mountsImages() || !u.at(262) && u.hasEncryptedCredential()
}

// mountsImages reports whether the unit mounts disk images, which takes loop
// devices.
func (u *Unit) mountsImages() bool {
	stack := u.at(260) && u.Text("RootMStack").Set
	return u.Text("RootImage").Set || len(u.List("MountImages")) > 0 || stack
}

// hasEncryptedCredential reports whether the unit is given a credential that the
// security chip may have to open.
func (u *Unit) hasEncryptedCredential() bool {
	for _, verb := range []string{"Load", "Set"} {
		encrypted := map[string]bool{}
		plain, sealed := verb+"Credential", verb+"CredentialEncrypted"
		for _, e := range u.ordered(plain, sealed) {
			if e.Value == "" {
				clear(encrypted)
				continue
			}
			id, _, _ := strings.Cut(e.Value, ":")
			encrypted[id] = e.Key == sealed
		}
		for _, yes := range encrypted {
			if yes {
				return true
			}
		}
	}
	return false
}

// ordered gives the assignments of several keys of the unit's own section in
// one order.
func (u *Unit) ordered(keys ...string) []*unitfile.Entry {
	var found []*unitfile.Entry
	u.eachEntry(func(e *unitfile.Entry) {
		for _, key := range keys {
			if e.Key == key && e.Section.Name == u.Section() {
				found = append(found, e)
			}
		}
	})
	return found
}

// values gives the texts of assignments.
func values(entries []*unitfile.Entry) []string {
	texts := make([]string, len(entries))
	for i, e := range entries {
		texts[i] = e.Value
	}
	return texts
}

// privileged reports whether the processes run as root.
func (s *sandbox) privileged() bool {
	return isRoot(s.user) || s.user == "" && !s.dynamicUser
}
