package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("remote-configuration", remoteConfiguration) }

// remoteConfiguration finds the fault that the configuration comes over plain HTTP.
func remoteConfiguration(in *Instance, r *audit.Reporter) {
	in.each(r, []string{"ini", "config", "include", "inherit", "xml", "yaml", "json"}, func(s *Setting) string {
		if strings.HasPrefix(s.Value, "http://") {
			return s.Key + " reads the configuration over plain HTTP"
		}
		return ""
	})
	for _, s := range in.Settings {
		if strings.Contains(s.Value, "@(http://") {
			r.Fail(s.Span, short(audit.Clip(s.Key, 30)+" is read over plain HTTP"))
		}
	}
}
