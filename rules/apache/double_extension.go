package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("double-extension", doubleExtension) }

// doubleExtension checks that scripts are told by the end of their names. A
// handler is taken from any extension; of several types the last one counts, so
// that a type takes other files only where httpd does not know their ending.
func doubleExtension(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("AddHandler") {
		if runsScripts(u) {
			c.doubt(u, r.Fail(u.Head(), "AddHandler also runs files like photo"+dotted(u.Value(1))+".jpg"))
		}
	}
	for _, u := range c.Uses("AddType") {
		if runsScripts(u) {
			c.doubt(u, r.Fail(u.Head(), "AddType also runs files like shell"+dotted(u.Value(1))+".xyz").Lower(audit.Low))
		}
	}
}

// runsScripts reports whether the handler or type that the directive gives to
// an extension runs the file. A section for names decides on those itself.
func runsScripts(u *Use) bool {
	value := strings.ToLower(u.Value(0))
	script := strings.Contains(value, "php") || value == "cgi-script" || value == "wsgi-script" || strings.Contains(value, "fcgid")
	return script && u.Scope.Kind != "filesmatch" && u.Scope.Kind != "files"
}

func dotted(extension string) string { return "." + strings.TrimPrefix(brief(extension), ".") }
