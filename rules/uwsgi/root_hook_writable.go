package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("root-hook-writable", rootHookWritable) }

// rootHookWritable finds the fault that a command runs as root that others may change.
func rootHookWritable(in *Instance, r *audit.Reporter) {
	roots := in.projectRoots()
	in.each(r, []string{"exec-as-root", "hook-as-root", "call-as-root"}, func(s *Setting) string {
		for word := range strings.FieldsSeq(strings.TrimPrefix(s.Value, "exec:")) {
			if inTemporary(word) || strings.HasPrefix(word, "/home/") || strings.HasPrefix(word, "./") || within(word, roots) {
				return s.Key + " runs " + audit.Clip(word, 34) + ", which is not root's"
			}
		}
		return ""
	})
}

// within reports whether a path lies in one of the directories.
func within(path string, roots []string) bool {
	for _, root := range roots {
		if root = strings.TrimRight(root, "/"); root != "" && strings.HasPrefix(path, root+"/") {
			return true
		}
	}
	return false
}
