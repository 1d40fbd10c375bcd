package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("media-handlers", mediaHandlers) }

// mediaHandlers checks that what users upload is not run.
func mediaHandlers(c *Config, r *audit.Reporter) {
	for _, s := range c.scopes {
		if !s.isUploads() {
			continue
		}
		for _, name := range []string{"Options", "SetHandler", "AddHandler", "AddType", "php_admin_value", "php_admin_flag", "php_flag", "php_value"} {
			for _, u := range s.Uses(name) {
				if fault := runs(u); fault != "" {
					c.doubt(u, r.Fail(u.Head(), fault)).Also(s.Head())
				}
			}
		}
	}
	c.inherited(r)
}

// isUploads reports whether the section speaks of a folder or address that
// holds what users upload.
func (s *Scope) isUploads() bool {
	switch s.Kind {
	case "directory", "directorymatch", "location", "locationmatch":
	default:
		return false
	}
	pattern := s.Arg(0)
	if pattern == "~" {
		pattern = s.Arg(1)
	}
	return holdsUploads(pattern)
}

// inherited answers for folders of uploads whose options come from a section
// for a folder above.
func (c *Config) inherited(r *audit.Reporter) {
	for _, up := range c.uploads() {
		on := up.Options()
		fine := true
		for _, o := range []string{"execcgi", "includes", "all"} {
			if u := on[o]; u != nil {
				fine = false
				if !u.Scope.isUploads() {
					r.Fail(up.Head(), "Options "+u.optionWord(o)+" is in force where uploads lie").Also(u.Head())
				}
			}
		}
		if fine && c.GapAnywhere("Options") == "" {
			r.Pass(up.Head())
		}
	}
}

// runs says how a directive makes files run, or nothing.
func runs(u *Use) string {
	value := strings.ToLower(u.Value(0))
	switch strings.ToLower(u.Name.Value) {
	case "options":
		on, _ := optionsOf(u)
		for _, o := range []string{"execcgi", "includes", "all"} {
			if on[o] {
				return "Options " + u.optionWord(o) + " runs uploaded files"
			}
		}
	case "sethandler":
		if value != "none" && value != "default-handler" && !strings.HasPrefix(value, "server-") {
			return "SetHandler runs uploaded files"
		}
	case "addhandler":
		return "AddHandler runs uploaded files"
	case "addtype":
		if strings.Contains(value, "httpd-php") || strings.Contains(value, "httpd-cgi") {
			return "AddType runs uploaded files"
		}
	default:
		on := strings.EqualFold(u.Value(1), "on") || u.Value(1) == "1"
		if value == "engine" && on {
			return "PHP runs uploaded files"
		}
	}
	return ""
}

// optionWord is an option as the file writes it.
func (u *Use) optionWord(option string) string {
	for _, v := range u.Values() {
		if v = strings.TrimLeft(v, "+"); strings.EqualFold(v, option) {
			return v
		}
	}
	return option
}
