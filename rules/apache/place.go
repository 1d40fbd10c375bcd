package apache

import (
	"path"
	"sort"
	"strings"

	"preflight/rules/audit"
)

// Place is a folder as one virtual host serves it: the scopes that speak of it
// in the order in which httpd merges them, the weakest first.
type Place struct {
	scopes []*Scope
}

// At gives what is in force for the files of a folder that the host serves at
// an address: the server and the host, then the sections for folders from the
// shortest path to the longest, those with patterns, and those for addresses.
// What .htaccess files and sections for single files say is left out.
func (h *Host) At(folder, url string) Place {
	server := h.config.Server
	p := Place{scopes: []*Scope{server}}
	layers := []*Scope{server}
	if h.Scope != server {
		p.scopes = append(p.scopes, h.Scope)
		layers = append(layers, h.Scope)
	}
	var folders, patterns, addresses []*Scope
	for _, layer := range layers {
		for _, s := range layer.Inner {
			switch {
			case s.Kind == "directory" && s.Arg(0) != "~" && under(folder, s.Arg(0)):
				folders = append(folders, s)
			case (s.Kind == "directorymatch" || s.Kind == "directory" && s.Arg(0) == "~") && literal(s, folder):
				patterns = append(patterns, s)
			case s.Kind == "location" && s.Arg(0) != "~" && under(url, s.Arg(0)), s.Kind == "locationmatch" && wholePath(s.Arg(0)):
				addresses = append(addresses, s)
			}
		}
	}
	sort.SliceStable(folders, func(i, j int) bool { return depth(folders[i].Arg(0)) < depth(folders[j].Arg(0)) })
	p.scopes = append(append(append(p.scopes, folders...), patterns...), addresses...)
	return p
}

func depth(folder string) int { return strings.Count(path.Clean(folder)+"/", "/") }

// literal reports whether a section's pattern is a plain path, anchored at its
// start, that the folder lies under. Other patterns are not matched.
func literal(s *Scope, folder string) bool {
	if len(s.args) == 0 {
		return false
	}
	text, anchored := strings.CutPrefix(s.args[len(s.args)-1], "^")
	text = strings.TrimSuffix(strings.TrimSuffix(text, "$"), "/")
	return anchored && !strings.ContainsAny(text, `\[](){}|*+?.`) && under(folder, text)
}

// Setting gives what is in force at the place for a directive of which the last
// one counts.
func (p Place) Setting(name string) Setting {
	var found Setting
	for i := len(p.scopes) - 1; i >= 0; i-- {
		s := p.scopes[i]
		uses := s.Uses(name)
		for n := len(uses) - 1; n >= 0; n-- {
			if u := uses[n]; u.When == audit.Yes && s.When == audit.Yes {
				found.unseen(s, name, u.index, s.items)
				found.State, found.Use = Set, u
				return found
			}
			found.Maybe = append(found.Maybe, uses[n])
		}
		found.unseen(s, name, -1, s.items)
	}
	if found.Settle == "" && !p.scopes[0].config.Complete {
		found.Settle = "the main file, apache2.conf or httpd.conf, may hold " + name
	}
	if found.Settle != "" {
		found.State = Unseen
	}
	return found
}

// Options gives the options in force at the place, each with the directive that
// turns it on. Words with a sign change what weaker scopes say, others replace it.
func (p Place) Options() map[string]*Use {
	on := map[string]*Use{}
	for _, s := range p.scopes {
		for _, u := range s.Uses("Options") {
			words, mixed := optionsOf(u)
			if u.When != audit.Yes || mixed || len(u.Values()) == 0 {
				continue
			}
			if v := u.Value(0); !strings.HasPrefix(v, "+") && !strings.HasPrefix(v, "-") {
				on = map[string]*Use{}
			}
			for word, set := range words {
				if delete(on, word); set {
					on[word] = u
				}
			}
		}
	}
	return on
}

// Sends looks for a header among those that the place sends.
func (p Place) sends(name string) sent {
	var s sent
	for _, scope := range p.scopes {
		s.look(scope, name)
	}
	return s
}

// uploads is a folder of files from visitors, as a host serves it.
type uploads struct {
	mapping
	Place
}

// uploads gives the folders that hold what visitors upload, by their names.
func (c *Config) uploads() []uploads {
	if c.memo.uploads != nil {
		return c.memo.uploads
	}
	c.memo.uploads = []uploads{}
	hosts := map[*Scope]*Host{}
	for _, h := range c.Hosts {
		hosts[h.Scope] = h
	}
	for _, m := range c.mappings() {
		h := hosts[m.Scope.Host()]
		if h == nil {
			h = newHost(c.Server)
		}
		if len(c.memo.uploads) < maxUploads && m.url != "/" && (holdsUploads(m.url) || holdsUploads(m.folder)) {
			c.memo.uploads = append(c.memo.uploads, uploads{m, h.At(m.folder, m.url)})
		}
	}
	return c.memo.uploads
}

// maxUploads caps the folders looked at; each is held against all sections.
const maxUploads = 50

// holdsUploads reports whether a path has a part by which people call a folder
// of uploads.
func holdsUploads(text string) bool {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune("/^$.*()", r) })
	for _, part := range parts {
		switch part {
		case "media", "upload", "uploads", "userfiles", "user-uploads", "attachments", "avatars":
			return true
		}
	}
	return false
}
