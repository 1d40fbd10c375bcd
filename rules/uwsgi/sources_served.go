package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("sources-served", sourcesServed) }

// sourcesServed finds the fault that the project's files are served.
func sourcesServed(in *Instance, r *audit.Reporter) {
	roots := in.projectRoots()
	for _, s := range in.All("check-static", "static-check", "static-map", "static-map2", "static-safe") {
		dir := s.Value
		if strings.HasPrefix(s.Key, "static-map") {
			_, dir, _ = strings.Cut(dir, "=")
		}
		switch whole := covers(dir, roots) || systemDirectory(dir); {
		case whole && s.Given == audit.Yes:
			in.judge(r.Fail(s.Span, short(s.Key+" serves "+audit.Clip(dir, 36)+", with the project in it")))
		case whole || strings.ContainsAny(dir, "({"):
			r.Unknown(s.Span, in.settle(s))
		case !s.Open:
			r.Pass(s.Span)
		}
	}
}

// projectRoots are the directories that hold the code of the application.
func (in *Instance) projectRoots() []string {
	var roots []string
	for _, s := range in.All("chdir", "chdir2", "pythonpath", "home") {
		if s.Value != "" {
			roots = append(roots, s.Value)
		}
	}
	for _, s := range in.All("wsgi-file") {
		if n := strings.LastIndexByte(s.Value, '/'); n > 0 {
			roots = append(roots, s.Value[:n])
		}
	}
	return roots
}

// covers reports whether a directory is one of the project's, or lies above one.
func covers(dir string, roots []string) bool {
	dir = strings.TrimRight(dir, "/")
	for _, root := range roots {
		root = strings.TrimRight(root, "/")
		if dir != "" && (root == dir || strings.HasPrefix(root, dir+"/")) {
			return true
		}
	}
	return dir == "." || dir == ".."
}

// systemDirectory knows the directories that hold everything.
func systemDirectory(dir string) bool {
	switch dir {
	case "/", "/etc", "/home", "/root", "/var", "/srv", "/opt", "/proc", "/var/www", "/usr":
		return true
	}
	return false
}
