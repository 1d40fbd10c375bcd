package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("ht-files-served", htFilesServed) }

// htFilesServed checks that .htaccess and .htpasswd files are not handed out.
func htFilesServed(c *Config, r *audit.Reporter) {
	for _, s := range c.Scopes("files", "filesmatch") {
		pattern := strings.Join(s.args, " ")
		if !strings.Contains(pattern, ".ht") && !hiddenPattern(pattern) {
			continue
		}
		if a := accessOf(s); a.denied != nil && a.granted == nil {
			r.Pass(s.Head())
			return
		}
	}
	if !c.Complete {
		return
	}
	if gap := c.GapAnywhere("<Files>"); gap != "" {
		r.Unknown(c.Place(), gap)
		return
	}
	r.Fail(c.Place(), ".htaccess and .htpasswd files are handed out")
}
