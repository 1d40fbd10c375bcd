package systemd

import "strings"

// rowRules are the rules that explain the rows of the score, by the name of the
// row up to its tilde.
var rowRules = map[string]string{
	"User=/DynamicUser=": "root-user", "SupplementaryGroups=": "root-group", "RemoveIPC=": "ipc-left", "Delegate=": "cgroup-delegated",
	"PrivateDevices=": "devices-visible", "DeviceAllow=": "devices-visible",
	"PrivateMounts=": "mounts-shared", "RestrictNamespaces=": "namespaces-open", "PrivateUsers=": "users-visible",
	"PrivateNetwork=": "network-unrestricted", "IPAddressDeny=": "network-unrestricted", "RestrictAddressFamilies=": "address-families-open",
	"PrivateTmp=": "shared-tmp", "ProtectHome=": "home-visible", "ProtectSystem=": "system-writable", "RootDirectory=/RootImage=": "system-writable",
	"ProtectControlGroups=": "kernel-writable", "ProtectKernelModules=": "kernel-writable", "ProtectKernelTunables=": "kernel-writable",
	"ProtectKernelLogs=": "kernel-writable", "ProtectClock=": "kernel-writable", "ProtectHostname=": "kernel-writable",
	"LockPersonality=": "process-unrestricted", "RestrictRealtime=": "process-unrestricted", "RestrictSUIDSGID=": "process-unrestricted",
	"KeyringMode=": "keyring-shared", "MemoryDenyWriteExecute=": "writable-code-memory", "NoNewPrivileges=": "new-privileges",
	"CapabilityBoundingSet=": "capabilities-unbounded", "AmbientCapabilities=": "strong-capability",
	"UMask=": "open-umask", "ProtectProc=": "processes-visible", "ProcSubset=": "processes-visible", "NotifyAccess=": "notify-open",
	"SystemCallArchitectures=": "foreign-architectures", "SystemCallFilter=": "syscalls-unfiltered",
}

// RuleOf gives the id of the rule whose doc explains a row of the score, or "".
func RuleOf(row string) string {
	family, _, _ := strings.Cut(row, "~")
	if name := rowRules[family]; name != "" {
		return string(Kind) + "/" + name
	}
	return ""
}
