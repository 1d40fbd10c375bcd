package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("alias-slash", aliasSlash) }

// aliasSlash checks that an Alias whose address ends in a slash has a folder
// that does: httpd replaces one by the other, letter by letter.
func aliasSlash(c *Config, r *audit.Reporter) {
	for _, m := range c.mappings() {
		if !m.Is("Alias") || m.arg != 1 {
			continue
		}
		if m.url == "/" || !strings.HasSuffix(m.url, "/") || strings.HasSuffix(m.folder, "/") {
			r.Pass(m.Head())
			continue
		}
		text := m.Args[1].Span.Text()
		if q := m.Args[1].Quote; q != 0 {
			text = strings.TrimSuffix(text, string(q)) + "/" + string(q)
		} else {
			text += "/"
		}
		c.doubt(m.Use, r.Fail(m.Head(), "the address ends in a slash, the folder does not", m.setArg(1, text, "End the folder in a slash")))
	}
}
