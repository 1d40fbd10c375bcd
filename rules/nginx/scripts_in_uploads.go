package nginx

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("scripts-in-uploads", scriptsInUploads) }

// scriptsInUploads finds places for uploads whose files are run.
func scriptsInUploads(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil {
			return
		}
		modifier, pattern := location(b.Opener)
		if strings.HasPrefix(modifier, "~") || !uploads(pattern) {
			return
		}
		found := false
		b.each(func(c *Block) {
			if d := lastOf(c, "fastcgi_pass", "scgi_pass", "perl"); d != nil && !found {
				found = true
				r.Fail(d.Head(), "files that users upload to "+shorten(pattern, 25)+" are run").Also(b.Place())
			}
		})
		if !found && b.Has("root", "alias") {
			r.Pass(b.Place())
		}
	})
}

// uploads reports whether a path is named for what users upload.
func uploads(pattern string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(pattern), func(r rune) bool { return r == '/' }),
		func(part string) bool {
			return oneOf(part, []string{"media", "upload", "uploads", "user-uploads", "files", "attachments"})
		})
}
