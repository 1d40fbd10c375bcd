package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("protected-not-internal", protectedNotInternal) }

// protectedNotInternal finds locations named for files that only the
// application may hand out, and that everybody can ask for.
func protectedNotInternal(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil || !b.Has("alias", "root") {
			return
		}
		_, pattern := location(b.Opener)
		switch word := strings.ToLower(strings.Trim(pattern, "^/")); {
		case !oneOf(word, []string{"protected", "private", "internal", "sendfile", "x-accel", "protected-media", "protected_media", "private-media", "private_media", "accel"}):
		case b.Has("internal"):
			r.Pass(b.First("internal").Head())
		case b.closed() || b.Effective("auth_basic").State == Set || b.Effective("auth_request").State == Set:
		case len(b.holes([]string{"internal"})) > 0:
			r.Unknown(b.Place(), "add the included file "+shorten(b.holes([]string{"internal"})[0].Arg(0), 40))
		default:
			fix := insertAfter("Mark the location internal", lastOf(b, "alias", "root"), "internal;")
			r.Fail(b.Place(), "location "+shorten(pattern, 30)+" is not internal: everybody may read it", fix)
		}
	})
}
