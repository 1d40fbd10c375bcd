package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("backup-files-served", backupFilesServed) }

// backupFilesServed checks that copies that editors and people leave behind are
// not handed out.
func backupFilesServed(c *Config, r *audit.Reporter) {
	c.served(r, keptBack{"backup", backupPattern}, "copies such as settings.py.bak and dump.sql are handed out")
}

// backupPattern reports whether a pattern matches the usual names of copies, or
// everything.
func backupPattern(p string) bool {
	switch p {
	case "*", "^.*$", ".*", ".+", "^.+$", "~ .*":
		return true
	}
	for _, mark := range []string{"bak", "backup", "~", ".sql", "orig", "sw[op]", "swp"} {
		if strings.Contains(strings.TrimPrefix(p, "~ "), mark) {
			return true
		}
	}
	return false
}
