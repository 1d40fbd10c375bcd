package systemd

// assessment is one row of the exposure score: what the real tool calls it,
// what it weighs, and how bad it finds a unit, from 0 to the scale.
type assessment struct {
	id     string
	weight int
	scale  int
	judge  func(*sandbox) int // notApplicable where the row does not count
}

// notApplicable is the badness of a row that does not count for the unit.
const notApplicable = -1

// assessments are the rows in the order of the tool's source. Weights and
// scales are the same from 252 to 262.
var assessments = [...]assessment{
	{"User=/DynamicUser=", 2000, 10, userBadness},
	{"SupplementaryGroups=", 200, 1, groupsBadness},
	{"PrivateDevices=", 1000, 1, without("PrivateDevices")},
	{"PrivateMounts=", 1000, 1, without("PrivateMounts")},
	{"PrivateNetwork=", 2500, 1, without("PrivateNetwork")},
	{"PrivateTmp=", 1000, 1, unlessEarly(without("PrivateTmp"))},
	{"PrivateUsers=", 1000, 1, without("PrivateUsers")},
	{"ProtectControlGroups=", 1000, 1, without("ProtectControlGroups")},
	{"ProtectKernelModules=", 1000, 1, without("ProtectKernelModules")},
	{"ProtectKernelTunables=", 1000, 1, without("ProtectKernelTunables")},
	{"ProtectKernelLogs=", 1000, 1, without("ProtectKernelLogs")},
	{"ProtectClock=", 1000, 1, without("ProtectClock")},
	{"ProtectHome=", 1000, 10, unlessEarly(graded("ProtectHome", grades{"no": 10, "read-only": 5, "tmpfs": 1}))},
	{"ProtectHostname=", 50, 1, without("ProtectHostname")},
	{"ProtectSystem=", 1000, 10, unlessEarly(graded("ProtectSystem", grades{"no": 10, "yes": 5, "full": 3}))},
	{"RootDirectory=/RootImage=", 200, 1, unlessEarly(rootBadness)},
	{"LockPersonality=", 100, 1, without("LockPersonality")},
	{"MemoryDenyWriteExecute=", 100, 1, without("MemoryDenyWriteExecute")},
	{"NoNewPrivileges=", 1000, 1, without("NoNewPrivileges")},
	{"CapabilityBoundingSet=~CAP_SYS_ADMIN", 1500, 1, held("SYS_ADMIN")},
	{"CapabilityBoundingSet=~CAP_SET(UID|GID|PCAP)", 1500, 1, held("SETUID", "SETGID", "SETPCAP")},
	{"CapabilityBoundingSet=~CAP_SYS_PTRACE", 1500, 1, held("SYS_PTRACE")},
	{"CapabilityBoundingSet=~CAP_SYS_TIME", 1000, 1, held("SYS_TIME")},
	{"CapabilityBoundingSet=~CAP_NET_ADMIN", 1000, 1, held("NET_ADMIN")},
	{"CapabilityBoundingSet=~CAP_SYS_RAWIO", 1000, 1, held("SYS_RAWIO")},
	{"CapabilityBoundingSet=~CAP_SYS_MODULE", 1000, 1, held("SYS_MODULE")},
	{"CapabilityBoundingSet=~CAP_AUDIT_*", 500, 1, held("AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE")},
	{"CapabilityBoundingSet=~CAP_SYSLOG", 500, 1, held("SYSLOG")},
	{"CapabilityBoundingSet=~CAP_SYS_(NICE|RESOURCE)", 500, 1, held("SYS_NICE", "SYS_RESOURCE")},
	{"CapabilityBoundingSet=~CAP_MKNOD", 500, 1, held("MKNOD")},
	{"CapabilityBoundingSet=~CAP_(CHOWN|FSETID|SETFCAP)", 1000, 1, held("CHOWN", "FSETID", "SETFCAP")},
	{"CapabilityBoundingSet=~CAP_(DAC_*|FOWNER|IPC_OWNER)", 1000, 1, held("DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "IPC_OWNER")},
	{"CapabilityBoundingSet=~CAP_KILL", 500, 1, held("KILL")},
	{"CapabilityBoundingSet=~CAP_NET_(BIND_SERVICE|BROADCAST|RAW)", 500, 1, held("NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW")},
	{"CapabilityBoundingSet=~CAP_SYS_BOOT", 100, 1, held("SYS_BOOT")},
	{"CapabilityBoundingSet=~CAP_MAC_*", 100, 1, held("MAC_ADMIN", "MAC_OVERRIDE")},
	{"CapabilityBoundingSet=~CAP_LINUX_IMMUTABLE", 75, 1, held("LINUX_IMMUTABLE")},
	{"CapabilityBoundingSet=~CAP_IPC_LOCK", 50, 1, held("IPC_LOCK")},
	{"CapabilityBoundingSet=~CAP_SYS_CHROOT", 50, 1, held("SYS_CHROOT")},
	{"CapabilityBoundingSet=~CAP_BLOCK_SUSPEND", 25, 1, held("BLOCK_SUSPEND")},
	{"CapabilityBoundingSet=~CAP_WAKE_ALARM", 25, 1, held("WAKE_ALARM")},
	{"CapabilityBoundingSet=~CAP_LEASE", 25, 1, held("LEASE")},
	{"CapabilityBoundingSet=~CAP_SYS_TTY_CONFIG", 25, 1, held("SYS_TTY_CONFIG")},
	{"CapabilityBoundingSet=~CAP_SYS_PACCT", 25, 1, held("SYS_PACCT")},
	{"CapabilityBoundingSet=~CAP_BPF", 25, 1, held("BPF")},
	{"UMask=", 100, 10, umaskBadness},
	{"KeyringMode=", 1000, 1, graded("KeyringMode", grades{"shared": 1, "inherit": 1})},
	{"ProtectProc=", 1000, 3, graded("ProtectProc", grades{"default": 3, "noaccess": 1})},
	{"ProcSubset=", 10, 1, graded("ProcSubset", grades{"all": 1})},
	{"NotifyAccess=", 1000, 1, graded("NotifyAccess", grades{"all": 1})},
	{"RemoveIPC=", 100, 1, ipcBadness},
	{"Delegate=", 100, 1, delegateBadness},
	{"RestrictRealtime=", 500, 1, without("RestrictRealtime")},
	{"RestrictSUIDSGID=", 1000, 1, without("RestrictSUIDSGID")},
	{"RestrictNamespaces=~user", 1500, 1, makes("user")},
	{"RestrictNamespaces=~mnt", 500, 1, makes("mnt")},
	{"RestrictNamespaces=~ipc", 500, 1, makes("ipc")},
	{"RestrictNamespaces=~pid", 500, 1, makes("pid")},
	{"RestrictNamespaces=~cgroup", 500, 1, makes("cgroup")},
	{"RestrictNamespaces=~net", 500, 1, makes("net")},
	{"RestrictNamespaces=~uts", 100, 1, makes("uts")},
	{"RestrictAddressFamilies=~AF_(INET|INET6)", 1500, 1, opens(inetFamily)},
	{"RestrictAddressFamilies=~AF_UNIX", 25, 1, opens(family("AF_UNIX"))},
	{"RestrictAddressFamilies=~AF_NETLINK", 200, 1, opens(family("AF_NETLINK"))},
	{"RestrictAddressFamilies=~AF_PACKET", 1000, 1, opens(family("AF_PACKET"))},
	{"RestrictAddressFamilies=~…", 1250, 1, opens(exoticFamily)},
	{"SystemCallArchitectures=", 1000, 10, archBadness},
	{"SystemCallFilter=~@swap", 1000, 10, callable("@swap")},
	{"SystemCallFilter=~@obsolete", 250, 10, callable("@obsolete")},
	{"SystemCallFilter=~@clock", 1000, 10, callable("@clock")},
	{"SystemCallFilter=~@cpu-emulation", 250, 10, callable("@cpu-emulation")},
	{"SystemCallFilter=~@debug", 1000, 10, callable("@debug")},
	{"SystemCallFilter=~@mount", 1000, 10, callable("@mount")},
	{"SystemCallFilter=~@module", 1000, 10, callable("@module")},
	{"SystemCallFilter=~@raw-io", 1000, 10, callable("@raw-io")},
	{"SystemCallFilter=~@reboot", 1000, 10, callable("@reboot")},
	{"SystemCallFilter=~@privileged", 700, 10, callable("@privileged")},
	{"SystemCallFilter=~@resources", 700, 10, callable("@resources")},
	{"IPAddressDeny=", 1000, 10, addressBadness},
	{"DeviceAllow=", 1000, 10, deviceBadness},
	{"AmbientCapabilities=", 500, 1, ambientBadness},
}

// without finds a switch bad that is off.
func without(key string) func(*sandbox) int {
	return func(s *sandbox) int { return badIf(!s.on[key]) }
}

func badIf(bad bool) int {
	if bad {
		return 1
	}
	return 0
}

// grades are the words of a setting that are bad, and how bad.
type grades map[string]int

func graded(key string, bad grades) func(*sandbox) int {
	return func(s *sandbox) int { return bad[s.enums[key]] }
}

// unlessEarly leaves out rows that units of early boot cannot meet.
func unlessEarly(judge func(*sandbox) int) func(*sandbox) int {
	return func(s *sandbox) int {
		if s.noDefaults {
			return notApplicable
		}
		return judge(s)
	}
}

// held finds it bad that one of the capabilities can be gained.
func held(names ...string) func(*sandbox) int {
	var set capabilities
	for _, name := range names {
		set |= capability(name)
	}
	return func(s *sandbox) int { return badIf(s.bounding&set != 0) }
}

// callable finds it bad that a call of the group may be made.
func callable(group string) func(*sandbox) int {
	return func(s *sandbox) int {
		switch {
		case !s.filter.allow && len(s.filter.listed) == 0:
			return 10
		case !s.filter.permits(group, s.release):
			return 0
		case s.filter.allow:
			return 9
		}
		return 10
	}
}

// makes finds it bad that a namespace of the kind can be made.
func makes(name string) func(*sandbox) int {
	bit := namespaceBit(name)
	return func(s *sandbox) int { return badIf(s.namespaces&bit != 0) }
}

// opens finds it bad that a socket of the families can be made.
func opens(group func(family string) bool) func(*sandbox) int {
	return func(s *sandbox) int { return badIf(!s.families.restricted(group)) }
}

func family(name string) func(string) bool {
	return func(f string) bool { return f == name }
}

func inetFamily(f string) bool { return f == "AF_INET" || f == "AF_INET6" }

func exoticFamily(f string) bool {
	return !inetFamily(f) && f != "AF_UNIX" && f != "AF_NETLINK" && f != "AF_PACKET"
}

func userBadness(s *sandbox) int {
	switch {
	case s.user == "nobody":
		return 9
	case s.privileged():
		return 10
	}
	return 0
}

func groupsBadness(s *sandbox) int {
	if s.privileged() {
		return notApplicable
	}
	return badIf(s.groups)
}

func ipcBadness(s *sandbox) int {
	if s.privileged() {
		return notApplicable
	}
	return badIf(!s.on["RemoveIPC"])
}

func rootBadness(s *sandbox) int { return badIf(!s.rootDir) }

func delegateBadness(s *sandbox) int { return badIf(s.delegate) }

func ambientBadness(s *sandbox) int { return badIf(s.ambient != 0) }

// umaskBadness asks what others, then the group, may do with new files.
func umaskBadness(s *sandbox) int {
	for _, bit := range []struct{ mask, badness int }{{0o002, 10}, {0o004, 5}, {0o020, 2}, {0o040, 1}} {
		if s.umask&bit.mask == 0 {
			return bit.badness
		}
	}
	return 0
}

func archBadness(s *sandbox) int {
	switch {
	case len(s.archs) == 0:
		return 10
	case len(s.archs) == 1 && s.archs["native"]:
		return 0
	}
	return 8
}

func addressBadness(s *sandbox) int {
	switch {
	case s.addressBPF:
		return 0
	case !s.denied.any4 || !s.denied.any6:
		return 10
	case s.allowed.other:
		return 5
	case s.allowed.local:
		return 2
	}
	return 0
}

func deviceBadness(s *sandbox) int {
	switch {
	case s.devicePolicy == "auto":
		return 10
	case s.devices:
		return 5
	}
	return 0
}
