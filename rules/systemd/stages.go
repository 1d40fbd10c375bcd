package systemd

// stages are the steps in their order: what no web application notices comes
// first, what takes a rebuilt deployment comes last.
var stages = []stage{
	{"kernel", "Close the kernel's interfaces", []measure{
		toggle("ProtectKernelTunables", ""), toggle("ProtectKernelModules", ""), toggle("ProtectKernelLogs", ""), toggle("ProtectControlGroups", ""),
		toggle("ProtectClock", ""), toggle("ProtectHostname", ""), toggle("LockPersonality", ""),
		toggle("RestrictRealtime", ""),
		{
			lines: []string{"SystemCallArchitectures=native"}, lacks: lacksNative, adapt: reset,
			breaks: "programs built for another architecture, such as 32-bit ones",
		},
		{lines: []string{"KeyringMode=private"}, lacks: bad(graded("KeyringMode", grades{"shared": 1, "inherit": 1}))},
		{
			lines: []string{"NotifyAccess=main"}, lacks: bad(graded("NotifyAccess", grades{"all": 1})),
			breaks: "programs that report their state from a child process",
		},
		{
			lines: []string{"Delegate=no"}, lacks: bad(delegateBadness),
			breaks: "programs that make control groups of their own, such as containers",
		},
	}},
	{"privileges", "Let no program gain rights", []measure{
		toggle("NoNewPrivileges", "sudo, Postfix's sendmail and other programs with a set-user-ID bit that the application calls"),
		toggle("RestrictSUIDSGID", "FILE_UPLOAD_DIRECTORY_PERMISSIONS with the set-group-ID bit, such as 0o2755"),
	}},
	{"private", "Give the service its own view of the system", []measure{
		{
			lines: []string{"PrivateTmp=yes"}, lacks: usual(lacksSwitch("PrivateTmp")), adapt: keepTmp,
			breaks: "files and sockets below /tmp that the web server or another service shares with the application",
		},
		toggle("PrivateDevices", "graphics cards, serial ports and other devices"),
		toggle("PrivateMounts", ""),
		{
			lines: []string{"ProtectProc=invisible"}, lacks: bad(graded("ProtectProc", grades{"default": 3, "noaccess": 1})),
			breaks: "views of other users' processes, such as a psutil dashboard",
		},
		{
			lines: []string{"RemoveIPC=yes"}, lacks: bad(ipcBadness),
			breaks: "shared memory of another service with the same user: it goes when this one stops",
		},
	}},
	{"identity", "Run as a user of its own", []measure{
		{
			lines: []string{"User="}, lacks: bad(userBadness), adapt: ownUser,
			breaks: "files that root owns: make the user, and give it what the application writes and reads",
		},
	}},
	{"capabilities", "Drop the capabilities", []measure{
		{
			lines: []string{"CapabilityBoundingSet="}, lacks: lacksBounds, adapt: neededCapabilities,
			breaks: "a port below 1024, giving files to another user, raw sockets such as those of ping",
		},
	}},
	{"sockets", "Leave the sockets that web applications open", []measure{
		{
			lines: []string{"RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6"}, lacks: lacksFamilies, adapt: reset,
			breaks: "programs that list network interfaces or routes (AF_NETLINK), such as ip",
		},
		{
			lines: []string{"RestrictNamespaces=yes"}, lacks: func(u *Unit) bool { return u.confinement().namespaces != 0 },
			breaks: "headless Chromium for PDF or screenshots, and tools that make containers",
		},
	}},
	{"files", "Make files read-only, and hide what is not the application's", []measure{
		{
			lines: []string{"ProtectSystem=strict"}, lacks: usual(func(u *Unit) bool { return u.confinement().enums["ProtectSystem"] != "strict" }), adapt: writable,
			breaks: "writing where no ReadWritePaths=, StateDirectory= or the like allows it: media, logs, PID files, SQLite, collectstatic",
		},
		{
			lines: []string{"ProtectHome=yes"}, lacks: usual(lacksHome), adapt: keepHome,
			breaks: "code, virtual environment, media or caches below /home and /root",
		},
		{
			lines: []string{"UMask=0027"}, lacks: func(u *Unit) bool { return umaskBadness(u.confinement()) > 1 },
			breaks: "files that the web server reads as another user: share a group, or set FILE_UPLOAD_PERMISSIONS",
		},
	}},
	{"calls", "Filter the system calls", []measure{
		{
			lines: []string{"SystemCallFilter=@system-service", "SystemCallFilter=~@privileged @resources"}, lacks: lacksFilter, adapt: neededCalls,
			breaks: "native code that binds threads to processors or changes priorities, such as NumPy with OpenBLAS; os.chown()",
		},
	}},
	{"strict", "Take what most applications can do without", []measure{
		{
			lines: []string{"PrivateUsers=yes"}, lacks: lacksSwitch("PrivateUsers"), adapt: keepCapability,
			breaks: "the names of other users: their files belong to nobody inside the service",
		},
		{
			lines: []string{"ProcSubset=pid"}, lacks: bad(graded("ProcSubset", grades{"all": 1})),
			breaks: "psutil, and libraries that read /proc/cpuinfo, /proc/meminfo or /proc/sys",
		},
		{
			lines: []string{"MemoryDenyWriteExecute=yes"}, lacks: lacksSwitch("MemoryDenyWriteExecute"), adapt: keepJIT,
			breaks: "callbacks of cffi and ctypes, PyPy, Numba, and other code that is made while it runs",
		},
		{
			lines: []string{"IPAddressDeny=any", "IPAddressAllow=localhost"}, lacks: func(u *Unit) bool { return addressBadness(u.confinement()) > 5 }, adapt: keepRemote,
			breaks: "a database, cache, mail server or service on another host, and DNS servers that are not local",
		},
	}},
	{"socket", "Let a socket unit make the socket", []measure{
		{
			lines: []string{"SystemCallFilter=~@chown"}, lacks: func(u *Unit) bool { return u.confinement().filter.permits("@chown", u.Version[0]) },
			breaks: "gunicorn that makes its own Unix socket: let a .socket unit make it",
		},
	}},
	{"network", "Cut off the network: everything over Unix sockets", []measure{
		{
			lines: []string{"PrivateNetwork=yes", "RestrictAddressFamilies=", "RestrictAddressFamilies=AF_UNIX"}, lacks: lacksSwitch("PrivateNetwork"), adapt: keepPort,
			breaks: "every connection over TCP, local ones too: database, cache, mail, DNS",
		},
	}},
}

// toggle is a measure that switches a key on.
func toggle(key, breaks string) measure {
	return measure{lines: []string{key + "=yes"}, breaks: breaks, lacks: lacksSwitch(key)}
}

func lacksSwitch(key string) func(*Unit) bool {
	return func(u *Unit) bool { return !u.confinement().on[key] }
}

// bad reports whether the score finds fault with a row.
func bad(judge func(*sandbox) int) func(*Unit) bool {
	return func(u *Unit) bool { return judge(u.confinement()) > 0 }
}

// usual leaves units of early boot alone, which have no file system of their own.
func usual(lacks func(*Unit) bool) func(*Unit) bool {
	return func(u *Unit) bool { return !u.early() && lacks(u) }
}

func lacksNative(u *Unit) bool { return archBadness(u.confinement()) > 0 }

func lacksHome(u *Unit) bool {
	home := u.confinement().enums["ProtectHome"]
	return home == "no" || home == "read-only"
}

func lacksBounds(u *Unit) bool { return u.confinement().bounding&^u.confinement().ambient != 0 }

func lacksFamilies(u *Unit) bool {
	f := u.confinement().families
	return !f.restricted(exoticFamily) || !f.restricted(family("AF_PACKET"))
}

func lacksFilter(u *Unit) bool {
	s := u.confinement()
	for _, group := range []string{"@swap", "@obsolete", "@clock", "@cpu-emulation", "@debug", "@mount", "@module", "@raw-io", "@reboot", "@privileged", "@resources"} {
		if callable(group)(s) > 0 {
			return true
		}
	}
	return false
}
