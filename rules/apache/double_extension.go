package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("double-extension", doubleExtension) }

// doubleExtension checks that a script handler does not also take files such as
// photo.php.jpg.
func doubleExtension(c *Config, r *audit.Reporter) {
	for _, name := range []string{"AddHandler", "AddType"} {
		for _, u := range c.Uses(name) {
			value := strings.ToLower(u.Value(0))
			script := strings.Contains(value, "php") || value == "cgi-script" || value == "wsgi-script" || strings.Contains(value, "fcgid")
			if script && u.Scope.Kind != "filesmatch" && u.Scope.Kind != "files" {
				c.doubt(u, r.Fail(u.Head(), u.Name.Value+" also runs files like photo"+dotted(u.Value(1))+".jpg"))
			}
		}
	}
}

func dotted(extension string) string { return "." + strings.TrimPrefix(brief(extension), ".") }
