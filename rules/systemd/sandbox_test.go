package systemd

import (
	"strings"
	"testing"
)

// confine gives the sandbox of a service with the lines, for a release.
func confine(t *testing.T, release int, lines string) *sandbox {
	t.Helper()
	u := unitOf(t, "[Service]\nExecStart=/bin/true\n"+lines+"\n")
	u.Version[0] = release
	return u.confinement()
}

// names lists the capabilities of a set by name.
func names(set capabilities) string {
	if set == allCapabilities || set == kernelCapabilities {
		return "all"
	}
	var found []string
	for i, name := range capabilityNames {
		if set&(1<<i) != 0 {
			found = append(found, name)
		}
	}
	if len(found) > 5 {
		return "many"
	}
	return strings.Join(found, " ")
}

func TestCapabilitySets(t *testing.T) {
	for values, want := range map[string]string{
		"":                              "all", // no assignment at all
		"=":                             "",
		"=~":                            "all",
		"=CAP_KILL":                     "KILL",
		"=CAP_KILL=CAP_CHOWN":           "CHOWN KILL",
		"=CAP_KILL CAP_CHOWN=~CAP_KILL": "CHOWN",
		"=cap_kill":                     "KILL",
		"=5":                            "KILL",
		"=KILL":                         "",
		"=CAP_KILL,CAP_CHOWN":           "",
		"=CAP_KILL ~CAP_CHOWN":          "KILL",
		`="CAP_KILL"`:                   "KILL",
		"=CAP_KILL=":                    "",
		"=CAP_KILL==CAP_CHOWN":          "CHOWN",
		"=~CAP_KILL":                    "many",
	} {
		var list []string
		if values != "" {
			list = strings.Split(values[1:], "=")
		}
		if got := names(capabilitySet(list, allCapabilities, 257)); got != want {
			t.Errorf("%q: %q, want %q", values, got, want)
		}
	}
}

// TestImplied holds what one setting takes along.
func TestImplied(t *testing.T) {
	for lines, check := range map[string]func(*sandbox) bool{
		"PrivateDevices=yes": func(s *sandbox) bool {
			return s.bounding&capability("MKNOD") == 0 && s.devicePolicy == "closed" && !s.devices
		},
		"PrivateDevices=yes\nProtectClock=yes":    func(s *sandbox) bool { return s.devices },
		"ProtectClock=yes":                        func(s *sandbox) bool { return !s.devices && s.bounding&capability("SYS_TIME") == 0 },
		"ProtectKernelLogs=yes":                   func(s *sandbox) bool { return s.bounding&capability("SYSLOG") == 0 },
		"DynamicUser=yes\nProtectSystem=no":       func(s *sandbox) bool { return s.enums["ProtectSystem"] == "strict" && !s.privileged() },
		"DynamicUser=yes\nProtectHome=tmpfs":      func(s *sandbox) bool { return s.enums["ProtectHome"] == "tmpfs" },
		"DynamicUser=yes":                         func(s *sandbox) bool { return s.enums["ProtectHome"] == "read-only" && s.on["RemoveIPC"] },
		"DynamicUser=yes\nUser=root":              func(s *sandbox) bool { return s.privileged() },
		"User=root\nUser=":                        func(s *sandbox) bool { return s.privileged() },
		"Delegate=":                               func(s *sandbox) bool { return s.delegate },
		"Delegate=yes\nDelegate=no":               func(s *sandbox) bool { return !s.delegate },
		"UMask=0077\nUMask=8":                     func(s *sandbox) bool { return s.umask == 0o077 },
		"DeviceAllow=/dev/../etc r":               func(s *sandbox) bool { return !s.devices },
		"DeviceAllow=char-rtc r\nDeviceAllow=":    func(s *sandbox) bool { return !s.devices },
		"DevicePolicy=strict\nDeviceAllow=/dev/a": func(s *sandbox) bool { return s.devices },
		"RootDirectory=//":                        func(s *sandbox) bool { return !s.rootDir },
	} {
		if !check(confine(t, 257, lines)) {
			t.Errorf("%q does not hold", lines)
		}
	}
}

// TestReleases holds what differs between releases.
func TestReleases(t *testing.T) {
	for _, c := range []struct {
		release int
		lines   string
		check   func(*sandbox) bool
	}{
		{252, "", func(s *sandbox) bool { return !s.on["PrivateMounts"] }},
		{254, "", func(s *sandbox) bool { return s.on["PrivateMounts"] }},
		{257, "PrivateMounts=no\nPrivateMounts=", func(s *sandbox) bool { return s.on["PrivateMounts"] }},
		{252, "PrivateTmp=disconnected", func(s *sandbox) bool { return !s.on["PrivateTmp"] }},
		{257, "PrivateTmp=disconnected", func(s *sandbox) bool { return s.on["PrivateTmp"] }},
		{257, "PrivateUsers=full", func(s *sandbox) bool { return !s.on["PrivateUsers"] }},
		{258, "PrivateUsers=full", func(s *sandbox) bool { return s.on["PrivateUsers"] }},
		{257, "ProtectHostname=yes\nProtectHostname=", func(s *sandbox) bool { return s.on["ProtectHostname"] }},
		{258, "ProtectHostname=yes\nProtectHostname=", func(s *sandbox) bool { return !s.on["ProtectHostname"] }},
		{258, "ProtectHostname=private:shop", func(s *sandbox) bool { return s.on["ProtectHostname"] }},
		{258, "ProtectHostname=private:-shop", func(s *sandbox) bool { return !s.on["ProtectHostname"] }},
		{257, "RestrictAddressFamilies=AF_X AF_INET", func(s *sandbox) bool { return s.families.listed["AF_INET"] }},
		{262, "RestrictAddressFamilies=AF_X AF_INET", func(s *sandbox) bool { return !s.families.listed["AF_INET"] }},
		{262, "CapabilityBoundingSet=~\nCapabilityBoundingSet=CAP_KILL", func(s *sandbox) bool { return s.bounding == kernelCapabilities }},
		{257, "CapabilityBoundingSet=~\nCapabilityBoundingSet=CAP_KILL", func(s *sandbox) bool { return s.bounding == capability("KILL") }},
	} {
		if !c.check(confine(t, c.release, c.lines)) {
			t.Errorf("%d %q does not hold", c.release, c.lines)
		}
	}
}

func TestNamespaceSets(t *testing.T) {
	for lines, want := range map[string]string{
		"": "cgroup ipc net mnt pid user uts time", "yes": "", "no": "cgroup ipc net mnt pid user uts time", "net pid": "net pid",
		"~net": "cgroup ipc mnt pid user uts time", "net|pid": "net pid", "net pid|~pid": "net", "yes|net": "net", "net,pid": "cgroup ipc net mnt pid user uts time",
		"net|": "cgroup ipc net mnt pid user uts time", "net bogus": "cgroup ipc net mnt pid user uts time", "NET": "cgroup ipc net mnt pid user uts time",
	} {
		var list []string
		if lines != "" {
			list = strings.Split(lines, "|")
		}
		var left []string
		for i, name := range namespaceNames {
			if namespaceSet(list)&(1<<i) != 0 {
				left = append(left, name)
			}
		}
		if got := strings.Join(left, " "); got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
}

// TestFilters holds which groups of calls a filter leaves open.
func TestFilters(t *testing.T) {
	for lines, want := range map[string]string{
		"":                      "@swap @mount @privileged",
		"@system-service":       "@privileged",
		"@system-services":      "",
		"~@swap":                "@mount @privileged",
		"~@swap @mount":         "@privileged",
		"~@swap ~@mount":        "@mount @privileged",
		"@mount|~@mount":        "",
		"~@mount|@mount":        "@swap @mount @privileged",
		"@swap|":                "@swap @mount @privileged",
		"~swapon swapoff":       "@mount @privileged",
		"~swapon":               "@swap @mount @privileged",
		"~@swap:EPERM":          "@mount @privileged",
		"~@swap:ENONSENSE":      "@swap @mount @privileged",
		"@swap:EPERM":           "",
		"swapon|~swapon:EPERM":  "",
		"read,write":            "",
		"~@privileged @mount":   "",
		"~nonsense":             "@swap @mount @privileged",
		"@swap|~@swap|~nothing": "",
	} {
		var list []string
		if lines != "" {
			list = strings.Split(lines, "|")
		}
		f := newSyscallFilter(list, 257)
		var open []string
		for _, group := range []string{"@swap", "@mount", "@privileged"} {
			if f.permits(group, 257) {
				open = append(open, group)
			}
		}
		if got := strings.Join(open, " "); got != want {
			t.Errorf("%q: %q, want %q", lines, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for words, want := range map[string]addressSet{
		"any":             {any4: true, any6: true, other: true},
		"0.0.0.0/0":       {any4: true, other: true},
		"1.2.3.4/0 ::/0":  {any4: true, any6: true, other: true},
		"localhost":       {local: true},
		"db.localhost":    {local: true},
		"127.0.0.1":       {local: true},
		"127.0.0.1/4":     {other: true},
		"::1":             {local: true},
		"::1/64":          {other: true},
		"10.0.0.0/33 x":   {},
		"multicast":       {other: true},
		"1.2.3 1.2.3.4/x": {},
	} {
		if got := newAddressSet([]string{words}); got != want {
			t.Errorf("%q: %+v, want %+v", words, got, want)
		}
	}
	if got := newAddressSet([]string{"any", ""}); got != (addressSet{}) {
		t.Errorf("after a reset: %+v", got)
	}
}

func TestSeconds(t *testing.T) {
	for value, want := range map[string]float64{
		"5": 5, "5s": 5, "1min 30s": 90, "500ms": 0.5, "2h": 7200, "1d": 86400, "infinity": -1, "5x": -1, "": -1,
	} {
		u := unitOf(t, "[Service]\nTimeoutStopSec="+value+"\n")
		if got, _ := u.seconds("Service", "TimeoutStopSec", -1); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}
