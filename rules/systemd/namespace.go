package systemd

import "strings"

// namespaces is a set of kinds of namespace.
type namespaces uint16

// namespaceNames are the kinds that RestrictNamespaces= names, by bit.
var namespaceNames = []string{"cgroup", "ipc", "net", "mnt", "pid", "user", "uts", "time"}

const allNamespaces = namespaces(1)<<8 - 1

// namespaceSet applies the assignments of RestrictNamespaces= in their order
// and gives the kinds that may still be made.
func namespaceSet(values []string) namespaces {
	set, fresh := allNamespaces, true
	for _, value := range values {
		if value == "" {
			set, fresh = allNamespaces, true
			continue
		}
		if b, ok := parseBool(value); ok {
			set, fresh = allNamespaces, false
			if b {
				set = 0
			}
			continue
		}
		value, deny := strings.CutPrefix(value, "~")
		listed, ok := namespaceList(value)
		switch {
		case !ok:
			continue
		case fresh && deny:
			set = allNamespaces &^ listed
		case fresh:
			set = listed
		case deny:
			set &^= listed
		default:
			set |= listed
		}
		fresh = false
	}
	return set
}

// namespaceList reads names; one that is unknown spoils the whole.
func namespaceList(value string) (set namespaces, ok bool) {
	l := cut(value, false)
	for _, t := range l.words {
		bit := namespaceBit(t.text)
		if bit == 0 {
			return 0, false
		}
		set |= bit
	}
	return set, !l.broken
}

func namespaceBit(name string) namespaces {
	for i, known := range namespaceNames {
		if known == name {
			return 1 << i
		}
	}
	return 0
}
