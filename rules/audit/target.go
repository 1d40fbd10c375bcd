package audit

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Version is a release of a software: 5.2, 1.25.1 or 257. Missing parts are 0.
type Version [3]int

// ParseVersion reads one to three numbers joined by dots.
func ParseVersion(text string) (Version, error) {
	var v Version
	parts := strings.Split(text, ".")
	if len(parts) > len(v) {
		return v, fmt.Errorf("version %q has more than three parts", text)
	}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n > 1_000_000 {
			return v, fmt.Errorf("version %q is not made of numbers and dots", text)
		}
		v[i] = n
	}
	return v, nil
}

// MustVersion is ParseVersion for a text written in the code.
func MustVersion(text string) Version {
	v, err := ParseVersion(text)
	if err != nil {
		panic(err)
	}
	return v
}

// Less reports whether v is an earlier release than w.
func (v Version) Less(w Version) bool {
	for i := range v {
		if v[i] != w[i] {
			return v[i] < w[i]
		}
	}
	return false
}

// IsZero reports whether no version is known.
func (v Version) IsZero() bool { return v == Version{} }

// String writes the version without trailing zero parts.
func (v Version) String() string {
	text := strconv.Itoa(v[0])
	if v[1] != 0 || v[2] != 0 {
		text += "." + strconv.Itoa(v[1])
	}
	if v[2] != 0 {
		text += "." + strconv.Itoa(v[2])
	}
	return text
}

// Targets maps a software, such as "django", to the release that the audit
// speaks of.
type Targets map[string]Version

// Named reports whether the release was named, by a person or in a file.
func (s *Stack) Named(software string) bool {
	_, chosen := s.chosen[software]
	return chosen || s.Targets[software] != DefaultTargets()[software]
}

// DefaultTargets are the releases assumed where nobody names one.
func DefaultTargets() Targets {
	return Targets{
		"apache":   MustVersion("2.4.66"),
		"django":   MustVersion("5.2"),
		"gunicorn": MustVersion("27.0"),
		"nginx":    MustVersion("1.28"),
		"systemd":  MustVersion("257"),
	}
}

// ParseTargets reads "django=5.2,nginx=1.28" and gives what is named there. A
// software that has no default target is an error.
func ParseTargets(text string) (Targets, error) {
	defaults, targets := DefaultTargets(), Targets{}
	if strings.TrimSpace(text) == "" {
		return targets, nil
	}
	for _, pair := range strings.Split(text, ",") {
		name, version, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			return nil, fmt.Errorf("target %q is not written NAME=VERSION", pair)
		}
		if _, known := defaults[name]; !known {
			return nil, fmt.Errorf("target %q is not one of %s", name, strings.Join(defaults.Names(), ", "))
		}
		v, err := ParseVersion(version)
		if err != nil {
			return nil, err
		}
		targets[name] = v
	}
	return targets, nil
}

// Names gives the software names in alphabetical order.
func (t Targets) Names() []string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
