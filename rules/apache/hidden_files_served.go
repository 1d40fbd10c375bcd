package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("hidden-files-served", hiddenFilesServed) }

// hiddenFilesServed checks that .git, .env and their like are not handed out.
func hiddenFilesServed(c *Config, r *audit.Reporter) {
	for _, h := range c.sites() {
		root := h.Root()
		if root.Use == nil || h.handsAllOver() || h.Scope != root.Use.Scope && h.app() != nil {
			continue
		}
		guard, gap := h.hiddenGuard(), h.Gap("<FilesMatch>")
		switch {
		case guard != nil:
			r.Pass(guard.Head())
		case gap != "":
			r.Unknown(root.Use.Head(), gap)
		default:
			h.likely(r.Fail(root.Use.Head(), "files such as .git/config and .env are handed out"))
		}
	}
}

// hiddenGuard gives the directive that keeps hidden files back, or nil.
func (h *Host) hiddenGuard() *Use {
	scopes := append([]*Scope{h.config.Server, h.Scope}, h.config.hiders()...)
	scopes = append(scopes, h.Inner...)
	for i, s := range scopes {
		if i > 1 && s.Parent != h.Scope && s.Parent != h.config.Server {
			continue
		}
		if u := s.hides(); u != nil {
			return u
		}
	}
	return nil
}

// hiders gives the sections of the server that keep hidden files back.
func (c *Config) hiders() []*Scope {
	if c.memo.hiders == nil {
		c.memo.hiders = []*Scope{}
		for _, s := range c.Server.Inner {
			if s.Kind != "virtualhost" && s.hides() != nil {
				c.memo.hiders = append(c.memo.hiders, s)
				break
			}
		}
	}
	return c.memo.hiders
}

// hides gives the directive of the scope that keeps hidden files back, or nil.
func (s *Scope) hides() *Use {
	switch s.Kind {
	case "filesmatch", "directorymatch", "locationmatch", "directory", "files", "location":
		if a := accessOf(s); hiddenPattern(strings.Join(s.args, " ")) && a.denied != nil && a.granted == nil {
			return a.denied
		}
	}
	for _, u := range s.Uses("RedirectMatch") {
		for _, v := range u.Values() {
			if hiddenPattern(v) {
				return u
			}
		}
	}
	for _, u := range s.Uses("RewriteRule") {
		if hiddenPattern(u.Value(0)) && (hasFlag(u.Value(2), "F") || hasFlag(u.Value(2), "R")) {
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
