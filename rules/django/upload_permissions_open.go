package django

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("upload-permissions-open", uploadPermissionsOpen) }

// uploadPermissionsOpen checks the modes that uploads get.
func uploadPermissionsOpen(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"FILE_UPLOAD_PERMISSIONS", "FILE_UPLOAD_DIRECTORY_PERMISSIONS"} {
		if !s.Has(name) {
			continue
		}
		directory := name != "FILE_UPLOAD_PERMISSIONS"
		a := s.Ask(name, pyconf.IntThat(func(n int64) bool { return modeFault(n, directory) != "" }))
		message := ""
		if a.Value.Type == pyconf.Int {
			message = fmt.Sprintf("%s is %#o: %s", shortName(name), a.Value.Int, modeFault(a.Value.Int, directory))
		}
		pyconf.Decide(r, a, message, nil)
	}
}

func shortName(name string) string { return strings.TrimPrefix(name, "FILE_") }

// modeFault says what is wrong with a mode. A number that is only sensible when
// read as octal was written without its prefix.
func modeFault(mode int64, directory bool) string {
	switch {
	case mode == 644 || mode == 640 || mode == 600 || mode == 755 || mode == 750 || mode == 700 || mode == 664 || mode == 775 || mode == 777:
		return "written without 0o"
	case mode&0o002 != 0:
		return "all may write"
	case !directory && mode&0o111 != 0:
		return "uploads are executable"
	}
	return ""
}
