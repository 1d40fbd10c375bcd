package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("exact-guard-bypassed", exactGuardBypassed) }

// exactGuardBypassed finds a guard for one exact path in front of an
// application that answers at its siblings too: with a slash behind it or
// without, and below it.
func exactGuardBypassed(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		for _, b := range v.Blocks {
			if b.Context != InLocation || b.Opener == nil {
				continue
			}
			modifier, path := location(b.Opener)
			guard := b.guard()
			if modifier != "=" || guard == nil || strings.Trim(path, "/") == "" || strings.Contains(path, ".") {
				continue
			}
			if sibling := v.openSibling(path, guard.Name.Value); sibling != nil {
				other := strings.TrimSuffix(path, "/") + "/x"
				r.Fail(b.Place(), "the guard of "+shorten(path, 20)+" does not cover "+shorten(other, 20)).Also(guard.Head(), sibling.Place())
			} else {
				r.Pass(b.Place())
			}
		}
	}
}

// guard gives the directive by which a level turns clients away, or nil.
func (b *Block) guard() *Directive {
	for _, name := range []string{"deny", "auth_basic", "auth_request", "auth_jwt", "return"} {
		d := b.First(name)
		if d != nil && d.Arg(0) != "off" && (name != "return" || strings.HasPrefix(d.Arg(0), "4")) {
			return d
		}
	}
	return nil
}

// openSibling gives the location that hands paths below the one given to an
// application without the guard, or nil.
func (s *Server) openSibling(path, guard string) *Block {
	var best *Block
	longest := 0
	below := strings.TrimSuffix(path, "/") + "/x"
	for _, b := range s.Blocks {
		if b.Context != InLocation || b.Opener == nil {
			continue
		}
		modifier, pattern := location(b.Opener)
		switch re := b.regex(); {
		case re != nil && re.fits(below):
			return nil // that decides
		case re == nil && modifier != "=" && strings.HasPrefix(below, pattern) && len(pattern) > longest:
			best, longest = b, len(pattern)
		}
	}
	if best == nil || best.guard() != nil || !best.Has(passes...) {
		return nil
	}
	if v := best.Effective(guard); v.State == Set && guard != "return" {
		return nil
	}
	return best
}
