package gunicorn

import (
	_ "embed"
	"strings"
	"sync"

	"preflight/rules/audit"
)

// The table is made from the sources of many releases by exact/settings.py.
//
//go:embed settings.tsv
var table string

// setting is a row of the table: what gunicorn itself says of one of its
// settings.
type setting struct {
	name    string
	flags   []string // as on the command line; empty where it has none
	action  string   // how a flag takes its value: store, int, auto_int, append, optional, store_true, store_const
	kind    string   // what values it takes, such as "pos_int"
	initial string   // the default, as JSON; null where there is none, or the machine decides
	since   audit.Version
	until   audit.Version // first release without it; zero: still there
}

// settings are the rows in the order of their names.
var settings = sync.OnceValue(func() []*setting {
	var all []*setting
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 7 {
			continue
		}
		s := &setting{name: f[0], flags: strings.Fields(f[1]), action: f[2], kind: f[3], initial: f[4]}
		s.since, _ = audit.ParseVersion(f[5])
		s.until, _ = audit.ParseVersion(f[6])
		all = append(all, s)
	}
	return all
})

var byName = sync.OnceValue(func() map[string]*setting {
	names := map[string]*setting{}
	for _, s := range settings() {
		names[s.name] = s
	}
	return names
})

// lookup finds a setting by its name in a configuration file.
func lookup(name string) *setting { return byName()[name] }

// in reports whether a release has the setting; an unknown release has all.
func (s *setting) in(v audit.Version) bool {
	return v.IsZero() || !v.Less(s.since) && (s.until.IsZero() || v.Less(s.until))
}

// takesValue reports whether the flag is followed by a value.
func (s *setting) takesValue() bool {
	return s.action != "store_true" && s.action != "store_const"
}

// fromFlag finds the setting of a flag as written before any "=". As argparse
// has it, a long flag may be cut short where that is clear; ok is false where
// no flag is meant, or several.
func fromFlag(flag string, v audit.Version) (s *setting, ok bool) {
	for _, s := range settings() {
		if !s.in(v) {
			continue
		}
		for _, f := range s.flags {
			if f == flag {
				return s, true
			}
		}
	}
	if len(flag) < 3 || !strings.HasPrefix(flag, "--") {
		return nil, false
	}
	found := 0
	for _, candidate := range settings() {
		for _, f := range candidate.flags {
			if candidate.in(v) && strings.HasPrefix(f, flag) {
				s, found = candidate, found+1
			}
		}
	}
	for _, own := range []string{"--help", "--version"} {
		if strings.HasPrefix(own, flag) {
			found++
		}
	}
	if found != 1 || s == nil {
		return nil, false
	}
	return s, true
}
