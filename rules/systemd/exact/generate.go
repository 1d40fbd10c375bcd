// Package exact holds the exposure score against systemd's own: it generates
// units, runs "systemd-analyze security" over them and over the units of
// Debian packages, and compares every row. What the tool said is recorded in
// testdata, so that the comparison can be replayed where there is no systemd.
//
// "make exact-systemd" compares with the systemd-analyze on PATH. Others, such
// as those of newer releases unpacked beside it, are given by hand:
//
//	go test ./rules/systemd/exact -run Tools -v -tools /opt/257/analyze,/opt/262/analyze -packages /tmp/packages
//
// -seed and -units choose other units, -record writes testdata anew.
package exact

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// choice is a key and the values to draw from. Odd values are wanted: what the
// tool makes of them is the question.
type choice struct {
	key    string
	values []string
}

var bools = []string{"yes", "no", "true", "off", "1", "0", "Y", "T", "oN", "F", "", "enable", "01", `"yes"`, "yes # not a comment"}

// boolKeys are the settings that are yes or no in every release.
var boolKeys = strings.Fields(`PrivateDevices PrivateNetwork PrivateMounts ProtectKernelModules ProtectKernelTunables ProtectKernelLogs
	ProtectClock LockPersonality MemoryDenyWriteExecute NoNewPrivileges RemoveIPC RestrictRealtime RestrictSUIDSGID`)

var choices = []choice{
	{"User", []string{"", "shop", "root", "0", "nobody", "65534", "www-data", "1000", "shop", "shop", "%p", "%n", "0x0"}},
	{"Group", []string{"shop", "root", "", "33"}},
	{"SupplementaryGroups", []string{"", "adm", "adm video", `"adm"`, "0", "adm\tvideo"}},
	{"PrivateTmp", append([]string{"disconnected", "connected", "Connected"}, bools...)},
	{"PrivateUsers", append([]string{"self", "identity", "full", "Self"}, bools...)},
	{"ProtectControlGroups", append([]string{"private", "strict", "STRICT"}, bools...)},
	{"ProtectHostname", append([]string{"private", "yes:shop", "private:shop", "no:shop", "true:shop"}, bools...)},
	{"ProtectHome", append([]string{"read-only", "tmpfs", "Tmpfs", "readonly"}, bools...)},
	{"ProtectSystem", append([]string{"full", "strict", "Strict", "fully"}, bools...)},
	{"ProtectProc", []string{"invisible", "noaccess", "ptraceable", "default", "yes", "Invisible", ""}},
	{"ProcSubset", []string{"pid", "all", "Pid", ""}},
	{"KeyringMode", []string{"private", "shared", "inherit", "Private", ""}},
	{"NotifyAccess", []string{"none", "main", "exec", "all", "All", ""}},
	{"UMask", []string{"0077", "077", "0027", "0007", "0022", "0000", "0o22", "8", "", "17777", "7777", "0002", "0020"}},
	{"Delegate", []string{"yes", "no", "", "cpu memory", "nonsense", "off", "Yes"}},
	{"RootDirectory", []string{"/", "/srv/root", "", "/srv//root/", "//"}},
	{"RootImage", []string{"", "/srv/root.raw"}},
	{"MountImages", []string{"", "/srv/a.raw:/mnt"}},
	{"DevicePolicy", []string{"auto", "closed", "strict", "Closed", ""}},
	{"DeviceAllow", []string{"/dev/null rw", "char-rtc r", "block-loop rwm", "", "/dev/null x", "dev/null", "/dev/../etc", "/run/systemd/inaccessible/chr r", "/dev/sda", `"/dev/null" r`, "/etc/passwd r", "/dev//null rw"}},
	{"IPAddressDeny", []string{"any", "0.0.0.0/0", "::/0", "0.0.0.0/0 ::/0", "", "10.0.0.0/8", "any localhost", "nonsense", "1.2.3.4/0"}},
	{"IPAddressAllow", []string{"localhost", "127.0.0.1", "127.0.0.0/8", "::1", "::1/64", "10.1.2.3", "link-local", "multicast", "", "nonsense", "127.0.0.1/4", "any", "LOCALHOST", "db.localhost", "10.0.0.0/33"}},
	{"IPIngressFilterPath", []string{"", "/sys/fs/bpf/a"}},
	{"SystemCallArchitectures", []string{"native", "x86-64", "native x86", "", "nonsense", "x86_64", "x32", `"native"`, "arm64", "Native"}},
	{"RestrictNamespaces", []string{"yes", "no", "", "net pid", "~net", "~user mnt", "cgroup ipc net mnt pid user uts", "net,pid", "User", "~", "uts", "time", "1", "~nonsense"}},
	{"RestrictAddressFamilies", []string{"AF_UNIX", "AF_UNIX AF_INET AF_INET6", "~AF_PACKET", "~AF_INET", "none", "", "AF_LOCAL", "af_inet", "AF_ROUTE", "~AF_CAN AF_UNIX", "AF_NONSENSE AF_UNIX", "AF_UNSPEC", "AF_UNIX,AF_INET", "~", `"AF_INET"`, "AF_PACKET", "~AF_NETLINK", "AF_VSOCK AF_MCTP", "AF_UNIX AF_BOGUS AF_INET", "NONE"}},
	{"CapabilityBoundingSet", capabilityValues},
	{"AmbientCapabilities", []string{"", "CAP_NET_BIND_SERVICE", "KILL", "~CAP_KILL", "cap_net_raw", "10", "~"}},
	{"SystemCallFilter", filterValues},
	{"SystemCallFilter", filterValues},
	{"DynamicUser", []string{"yes", "no", "true"}},
	{"LoadCredentialEncrypted", []string{"a:/etc/a", ""}},
	{"LoadCredential", []string{"a:/etc/a", ""}},
	{"Type", []string{"simple", "exec", "notify", "idle", "Simple"}},
}

var capabilityValues = []string{
	"", "~", "CAP_NET_BIND_SERVICE", "CAP_KILL CAP_CHOWN", "~CAP_SYS_ADMIN", "KILL", "cap_setuid", "CAP_KILL,CAP_CHOWN", "CAP_KILL ~CAP_CHOWN",
	"~CAP_SYS_ADMIN CAP_SYS_PTRACE CAP_NET_ADMIN", `"CAP_KILL"`, "5", "63", "62", "21", "CAP_BPF CAP_AUDIT_READ", "~ CAP_KILL", "all",
	"CAP_MKNOD CAP_SYS_RAWIO CAP_SYSLOG CAP_SYS_TIME CAP_WAKE_ALARM CAP_SYS_MODULE", "~KILL",
}

var filterValues = []string{
	"@system-service", "~@privileged @resources", "~@privileged", "@system-services", "", "~@clock @cpu-emulation @debug @module @mount @obsolete @raw-io @reboot @swap",
	"~@mount:EPERM", "@mount", "read write", "~read", "@basic-io @file-system @io-event", "~@swap ~@reboot", "@system-service,@mount", "~nonsense",
	"@swap:EPERM", "~swapon swapoff", "~swapon:kill swapoff:1", "~swapon:4096", "~swapon:ENONSENSE", "swapon", "~modify_ldt", "@default", "~@known", "@known",
	`"@clock"`, "~", "~@privileged @resources @obsolete @cpu-emulation @debug @mount @raw-io @reboot @swap @clock @module", "~:1", "@resources chroot:EPERM",
}

// Generate makes n units that anyone makes again from the same seed.
func Generate(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 252))
	units := make([]string, n)
	for i := range units {
		units[i] = generate(r)
	}
	return units
}

func generate(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(6) == 0 {
		fmt.Fprintf(&b, "[Unit]\nDefaultDependencies=%s\n", pick(r, []string{"no", "yes", "no", "", "off"}))
	}
	b.WriteString("[Service]\nExecStart=/bin/true\n")
	lines := r.IntN(40)
	for range lines {
		c := choice{pick(r, boolKeys), bools}
		if r.IntN(3) > 0 {
			c = choices[r.IntN(len(choices))]
		}
		fmt.Fprintf(&b, "%s=%s\n", c.key, layout(r, pick(r, c.values)))
	}
	return b.String()
}

// layout now and then breaks a value over lines, with a comment between.
func layout(r *rand.Rand, value string) string {
	if r.IntN(12) > 0 || !strings.Contains(value, " ") {
		return value
	}
	between := pick(r, []string{" \\\n  ", " \\\n# comment\n", " \\\n; comment \\\n\t"})
	return strings.Replace(value, " ", between, 1)
}

func pick(r *rand.Rand, values []string) string { return values[r.IntN(len(values))] }
