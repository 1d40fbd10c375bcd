package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("tmp-path", tmpPath) }

// tmpPath finds files of gunicorn in directories where everybody may put files.
func tmpPath(s *Server, r *audit.Reporter) {
	for _, name := range []string{"control_socket", "pidfile", "tmp_upload_dir"} {
		v := s.judge(r, name, pyconf.TextThat(inTmp), s.Get(name).Said+" lies in a directory that everybody may write", nil)
		if v != nil && name != "control_socket" {
			v.Lower(audit.Low)
		}
	}
	if !s.Has("bind") {
		return
	}
	for _, c := range pyconf.ChoicesOf(s.Get("bind").Value) {
		for _, it := range c.Value.Items {
			path, ok := strings.CutPrefix(it.Value.Head(), "unix:")
			if ok && inTmp(path) {
				s.fail(r, it.Value.Span, "the socket lies in a directory that everybody may write").Lower(audit.Low)
			}
		}
	}
}

func inTmp(path string) bool {
	path = "/" + strings.TrimLeft(path, "/")
	return strings.HasPrefix(path, "/tmp/") || strings.HasPrefix(path, "/var/tmp/")
}
