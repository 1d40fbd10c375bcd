package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("media-htaccess", mediaHtaccess) }

// mediaHtaccess checks that an uploaded .htaccess file changes nothing.
func mediaHtaccess(c *Config, r *audit.Reporter) {
	for _, up := range c.uploads() {
		s := up.Setting("AllowOverride")
		switch {
		case s.Use == nil && s.State == Unseen:
			r.Unknown(up.Head(), s.Settle)
		case s.Use == nil, !strings.EqualFold(s.Use.Value(0), "All") && !hasClass(s.Use, "FileInfo") && !hasClass(s.Use, "Options"):
			r.Pass(up.Head())
		default:
			c.doubt(s.Use, r.Fail(up.Head(), "an uploaded .htaccess file is obeyed")).Also(s.Use.Head())
		}
	}
}

// hasClass reports whether an AllowOverride names a class.
func hasClass(u *Use, class string) bool {
	for _, v := range u.Values() {
		if strings.EqualFold(v, class) || strings.HasPrefix(strings.ToLower(v), strings.ToLower(class)+"=") {
			return true
		}
	}
	return false
}
