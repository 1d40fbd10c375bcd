package systemd

import "strings"

// expand replaces the specifiers of a value, such as %i, by what they would be
// on some host. It fails on one that the release does not know.
func (u *Unit) expand(value string) (text string, ok bool) {
	if !strings.Contains(value, "%") {
		return value, true
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '%' || i+1 == len(value) {
			b.WriteByte(value[i])
			continue
		}
		i++
		switch c := value[i]; {
		case c == '%':
			b.WriteByte('%')
		case !isAlphanumeric(c):
			b.WriteByte('%')
			b.WriteByte(c)
		default:
			s, known := u.specifier(c)
			if !known {
				return "", false
			}
			b.WriteString(s)
		}
	}
	return b.String(), true
}

// specifier gives what a letter stands for. What depends on the host is a
// plausible value.
func (u *Unit) specifier(c byte) (string, bool) {
	prefix, instance, ending, at := splitName(u.Name)
	if at && instance == "" {
		instance = u.testInstance()
	}
	name := prefix
	if at {
		name += "@" + instance
	}
	switch c {
	case 'n':
		return name + ending, true
	case 'N':
		return name, true
	case 'p', 'P':
		return prefix, true
	case 'i', 'I':
		return instance, true
	case 'j', 'J':
		return prefix[strings.LastIndexByte(prefix, '-')+1:], true
	case 'D':
		return "/usr/share", u.at(256) || u.Version.IsZero()
	}
	s, ok := hostSpecifiers[c]
	return s, ok
}

// testInstance is the instance with which the real tool tries a template.
func (u *Unit) testInstance() string {
	if u.at(257) {
		return "test_instance"
	}
	return "i"
}

// hostSpecifiers are the letters whose values come from the host, in the
// system's own manager.
var hostSpecifiers = map[byte]string{
	'A': "", 'B': "", 'C': "/var/cache", 'E': "/etc", 'G': "0", 'H': "host", 'L': "/var/log", 'M': "", 'S': "/var/lib", 'T': "/tmp",
	'U': "0", 'V': "/var/tmp", 'W': "", 'Y': "/etc/systemd/system", 'a': "x86-64", 'b': "0", 'd': "/run/credentials/unit",
	'f': "/unit", 'g': "root", 'h': "/root", 'l': "host", 'm': "0", 'o': "debian", 'q': "host", 's': "/bin/sh", 't': "/run",
	'u': "root", 'v': "6.1", 'w': "12", 'y': "/etc/systemd/system/unit",
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
