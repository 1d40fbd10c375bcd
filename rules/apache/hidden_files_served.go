package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("hidden-files-served", hiddenFilesServed) }

// hiddenFilesServed checks that .git, .env and their like are not handed out.
func hiddenFilesServed(c *Config, r *audit.Reporter) {
	c.served(r, keptBack{"hidden", hiddenPattern}, "files such as .git/config and .env are handed out")
}

// keptBack is a kind of files that no host hands out.
type keptBack struct {
	kind    string
	matches func(pattern string) bool
}

// served answers for every host with a root of its own whether something keeps
// the files back.
func (c *Config) served(r *audit.Reporter, files keptBack, fault string) {
	for _, h := range c.sites() {
		root := h.Root()
		if root.Use == nil || h.handsAllOver() || h.Scope != root.Use.Scope && h.app() != nil {
			continue
		}
		guard, gap := h.guard(files), h.Gap("<FilesMatch>")
		switch {
		case guard != nil:
			r.Pass(guard.Head())
		case gap != "":
			r.Unknown(root.Use.Head(), gap)
		default:
			h.likely(r.Fail(root.Use.Head(), fault))
		}
	}
}

// guard gives the directive that keeps the files back, or nil.
func (h *Host) guard(files keptBack) *Use {
	scopes := append([]*Scope{h.config.Server, h.Scope}, h.config.hiders(files)...)
	scopes = append(scopes, h.Inner...)
	for i, s := range scopes {
		if i > 1 && s.Parent != h.Scope && s.Parent != h.config.Server {
			continue
		}
		if u := s.hides(files); u != nil {
			return u
		}
	}
	return nil
}

// hiders gives the first section of the server that keeps the files back.
func (c *Config) hiders(files keptBack) []*Scope {
	found, known := c.memo.hiders[files.kind]
	if known {
		return found
	}
	for _, s := range c.Server.Inner {
		if s.Kind != "virtualhost" && s.hides(files) != nil {
			found = []*Scope{s}
			break
		}
	}
	if c.memo.hiders == nil {
		c.memo.hiders = map[string][]*Scope{}
	}
	c.memo.hiders[files.kind] = found
	return found
}

// hides gives the directive of the scope that keeps the files back, or nil.
func (s *Scope) hides(files keptBack) *Use {
	switch s.Kind {
	case "filesmatch", "directorymatch", "locationmatch", "directory", "files", "location":
		if a := accessOf(s); files.matches(strings.Join(s.args, " ")) && a.denied != nil && a.granted == nil {
			return a.denied
		}
	}
	for _, u := range s.Uses("RedirectMatch") {
		for _, v := range u.Values() {
			if files.matches(v) {
				return u
			}
		}
	}
	for _, u := range s.Uses("RewriteRule") {
		if files.matches(u.Value(0)) && (hasFlag(u.Value(2), "F") || hasFlag(u.Value(2), "R")) {
			return u
		}
	}
	return nil
}

// hiddenPattern reports whether a pattern matches hidden files in general or
// .git in particular; one for .htaccess alone does not count.
func hiddenPattern(p string) bool {
	if strings.Contains(p, ".git") || p == ".*" || p == ".?*" {
		return true
	}
	before, after, ok := strings.Cut(p, `\.`)
	if !ok || strings.HasPrefix(after, "ht") {
		return false
	}
	return strings.HasSuffix(before, "^") || strings.HasSuffix(before, "/") || strings.HasSuffix(before, "^|/)")
}
