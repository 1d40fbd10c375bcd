package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("plugins-writable", pluginsWritable) }

// pluginsWritable finds the fault that plugins are loaded from a directory that everybody may write to.
func pluginsWritable(in *Instance, r *audit.Reporter) {
	in.each(r, []string{"plugins-dir", "plugins", "need-plugins", "dlopen", "import"}, func(s *Setting) string {
		if inTemporary(s.Value) {
			return s.Key + " loads code from " + temporaryOf(s.Value) + ", where everybody may write"
		}
		return ""
	})
}
