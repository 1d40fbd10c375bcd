package systemd

import (
	"strconv"
	"strings"
)

// capabilityNames are the capabilities of Linux by number, without "CAP_".
var capabilityNames = strings.Fields(`
	CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
	NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO
	SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME
	SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG
	WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`)

// capabilities is a set, one bit for each number.
type capabilities uint64

const (
	allCapabilities    = ^capabilities(0)
	kernelCapabilities = capabilities(1)<<41 - 1
)

// capabilityNumber finds a capability by name, in either case, or by number; -1
// where there is none.
func capabilityNumber(word string, release int) int {
	if name, ok := strings.CutPrefix(strings.ToUpper(word), "CAP_"); ok {
		for i, known := range capabilityNames {
			if known == name {
				return i
			}
		}
	}
	last := int64(63)
	if release >= 257 {
		last = 62
	}
	n, err := strconv.ParseInt(word, 0, 32)
	if err != nil || n < 0 || n > last || strings.Contains(word, "_") {
		return -1
	}
	return int(n)
}

// capability is the set that holds one named capability.
func capability(name string) capabilities {
	return capabilities(1) << capabilityNumber("CAP_"+name, 0)
}

// capabilitySet applies the assignments of a set in their order; initial is what
// is in force before the first.
func capabilitySet(values []string, initial capabilities, release int) capabilities {
	set := initial
	for _, value := range values {
		value, invert := strings.CutPrefix(value, "~")
		var sum capabilities
		for _, t := range cut(value, true).words {
			if n := capabilityNumber(t.text, release); n >= 0 {
				sum |= 1 << n
			}
		}
		rest := ^sum
		if release >= 262 {
			rest &= kernelCapabilities
		}
		switch {
		case (sum == 0 || set == initial) && invert:
			set = rest
		case sum == 0 || set == initial:
			set = sum
		case invert:
			set &^= sum
		default:
			set |= sum
		}
	}
	return set
}
