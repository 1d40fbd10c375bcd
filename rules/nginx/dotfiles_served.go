package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("dotfiles-served", dotfilesServed) }

// dotfilesServed checks that a server which serves files refuses names that
// begin with a dot.
func dotfilesServed(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		root := v.Effective("root")
		if root.State != Set || v.Local() || !v.servesFiles() {
			continue
		}
		if guard := v.dotGuard(); guard != nil {
			r.Pass(guard.Opener.Head())
			continue
		}
		if hole := v.holes([]string{"location"}); len(hole) > 0 {
			r.Unknown(root.Last().Head(), "add the included file "+shorten(hole[0].Arg(0), 40))
			continue
		}
		step := deeper(v.Block)
		fix := insertIn("Refuse names that begin with a dot", v.Block, `location ~ /\.(?!well-known/) {`, step+"deny all;", "}")
		fail := r.Fail(root.Last().Head(), "hidden files such as .git and .env are served", fix).Also(v.Place())
		if strings.HasSuffix(strings.TrimRight(root.Last().Arg(0), "/"), "/public") {
			fail.Lower(audit.Low) // a directory of this name is kept for what may be served
		}
	}
}

// servesFiles reports whether requests for any path end in the file system: no
// location / hands them all on, and the server does not send them away.
func (s *Server) servesFiles() bool {
	if s.Has("return") || s.Refuses() || s.closed() {
		return false
	}
	for _, b := range s.Blocks {
		if b.Context != InLocation {
			continue
		}
		if modifier, pattern := location(b.Opener); pattern == "/" && modifier != "=" {
			return !b.Has(passes...) && !b.Has("return") && !b.refuses() && !b.rewritesAll()
		}
	}
	return true
}

// rewritesAll reports whether the level sends every path on to another.
func (b *Block) rewritesAll() bool {
	for _, d := range b.Own("rewrite") {
		if re := parseRegex(d.Arg(0), false); re != nil && re.fits("/.env") && re.fits("/") && re.fits("/a/b.c") && !strings.HasPrefix(d.Arg(1), "$") {
			return true
		}
	}
	return false
}

// dotGuard gives the last of the locations that together refuse the files
// which attackers ask for first, or nil.
func (s *Server) dotGuard() *Block {
	return s.refusesAll("/.env", "/.git/config", "/sub/.git/HEAD")
}

// refusesAll gives the last of the locations whose expressions together refuse
// the paths, or nil.
func (s *Server) refusesAll(paths ...string) (guard *Block) {
	wanted := map[string]bool{}
	for _, path := range paths {
		wanted[path] = true
	}
	s.each(func(b *Block) {
		if len(wanted) == 0 || b.Context != InLocation || b.Opener == nil || !b.refuses() {
			return
		}
		re := b.regex()
		if re == nil {
			return
		}
		for path := range wanted {
			if re.fits(path) {
				delete(wanted, path)
				guard = b
			}
		}
	})
	if len(wanted) > 0 {
		return nil
	}
	return guard
}

// refuses reports whether the location turns every request away.
func (b *Block) refuses() bool {
	if d := b.First("return"); d != nil {
		return strings.HasPrefix(d.Arg(0), "4")
	}
	d := b.First("deny")
	return d != nil && d.Arg(0) == "all" && !b.Has("allow")
}
