package systemd

import "strings"

// about is what a row of the score protects, and the rule that explains it.
type about struct{ family, rule string }

// rows tells about the rows of the score by their name up to the tilde.
var rows = map[string]about{
	"User=/DynamicUser=":       {"identity", "root-user"},
	"SupplementaryGroups=":     {"identity", "root-group"},
	"PrivateUsers=":            {"identity", "users-visible"},
	"NoNewPrivileges=":         {"identity", "new-privileges"},
	"RemoveIPC=":               {"identity", "ipc-left"},
	"CapabilityBoundingSet=":   {"capabilities", "capabilities-unbounded"},
	"AmbientCapabilities=":     {"capabilities", "strong-capability"},
	"SystemCallFilter=":        {"system calls", "syscalls-unfiltered"},
	"SystemCallArchitectures=": {"system calls", "foreign-architectures"},
	"MemoryDenyWriteExecute=":  {"system calls", "writable-code-memory"},
	"LockPersonality=":         {"system calls", "process-unrestricted"},
	"RestrictRealtime=":        {"system calls", "process-unrestricted"},
	"RestrictNamespaces=":      {"namespaces", "namespaces-open"},
	"PrivateMounts=":           {"namespaces", "mounts-shared"},

	"RestrictAddressFamilies=":  {"address families", "address-families-open"},
	"PrivateNetwork=":           {"network", "network-unrestricted"},
	"IPAddressDeny=":            {"network", "network-unrestricted"},
	"PrivateDevices=":           {"devices", "devices-visible"},
	"DeviceAllow=":              {"devices", "devices-visible"},
	"PrivateTmp=":               {"file system", "shared-tmp"},
	"ProtectHome=":              {"file system", "home-visible"},
	"ProtectSystem=":            {"file system", "system-writable"},
	"RootDirectory=/RootImage=": {"file system", "system-writable"},
	"RestrictSUIDSGID=":         {"file system", "process-unrestricted"},
	"UMask=":                    {"file system", "open-umask"},
	"ProtectControlGroups=":     {"kernel", "kernel-writable"},
	"ProtectKernelModules=":     {"kernel", "kernel-writable"},
	"ProtectKernelTunables=":    {"kernel", "kernel-writable"},
	"ProtectKernelLogs=":        {"kernel", "kernel-writable"},
	"ProtectClock=":             {"kernel", "kernel-writable"},
	"ProtectHostname=":          {"kernel", "kernel-writable"},
	"KeyringMode=":              {"kernel", "keyring-shared"},
	"ProtectProc=":              {"kernel", "processes-visible"},
	"ProcSubset=":               {"kernel", "processes-visible"},
	"NotifyAccess=":             {"kernel", "notify-open"},
	"Delegate=":                 {"kernel", "cgroup-delegated"},
}

// RuleOf gives the id of the rule whose doc explains a row of the score, or "".
func RuleOf(row string) string {
	if a, ok := aboutRow(row); ok {
		return string(Kind) + "/" + a.rule
	}
	return ""
}

// aboutRow tells about a row by its id.
func aboutRow(id string) (about, bool) {
	setting, _, _ := strings.Cut(id, "~")
	a, ok := rows[setting]
	return a, ok
}
