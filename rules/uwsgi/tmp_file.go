package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("tmp-file", tmpFile) }

// tmpFile finds the fault that a file lies in a directory that everybody may write to.
func tmpFile(in *Instance, r *audit.Reporter) {
	names := append([]string{"pidfile", "pidfile2", "safe-pidfile", "stats", "master-fifo", "daemonize", "daemonize2", "logto", "logto2", "spooler", "touch-reload", "touch-chain-reload", "py-tracebacker"}, packetListeners...)
	in.each(r, append(names, httpListeners...), func(s *Setting) string {
		if inTemporary(s.Value) {
			return s.Key + " lies in " + temporaryOf(s.Value) + ", where everybody may write"
		}
		return ""
	})
}

// inTemporary reports whether a path lies where every user may write.
func inTemporary(path string) bool { return temporaryOf(path) != "" }

func temporaryOf(path string) string {
	for _, dir := range []string{"/tmp", "/var/tmp", "/dev/shm"} {
		if strings.HasPrefix(path, dir+"/") || path == dir {
			return dir
		}
	}
	return ""
}
