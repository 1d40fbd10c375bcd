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
		others := v.byPath()
		for _, b := range v.Blocks {
			if b.Context != InLocation || b.Opener == nil {
				continue
			}
			modifier, path := location(b.Opener)
			guard := b.guard()
			if modifier != "=" || guard == nil || strings.Trim(path, "/") == "" || strings.Contains(path, ".") {
				continue
			}
			if sibling := others.open(path, guard.Name.Value); sibling != nil {
				other := strings.TrimSuffix(path, "/") + "/x"
				r.Fail(b.Place(), "the guard of "+shorten(path, 20)+" does not cover "+shorten(other, 20), replaceArgs("Guard the prefix", b.Opener, "^~ "+strings.TrimSuffix(path, "/")).Careful()).Also(guard.Head(), sibling.Place())
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

// paths are the locations of a server that take more than one path.
type paths struct {
	prefixes    map[string]*Block
	expressions []*regex
}

func (s *Server) byPath() paths {
	all := paths{prefixes: map[string]*Block{}}
	for _, b := range s.Blocks {
		if b.Context != InLocation || b.Opener == nil {
			continue
		}
		modifier, pattern := location(b.Opener)
		if re := b.regex(); re != nil {
			all.expressions = append(all.expressions, re)
		} else if modifier != "=" {
			all.prefixes[pattern] = b
		}
	}
	return all
}

// maxExpressions bounds the expressions that each path is tried with.
const maxExpressions = 50

// open gives the location that hands paths below the one given to an
// application without the guard, or nil.
func (p paths) open(path, guard string) *Block {
	below := strings.TrimSuffix(path, "/") + "/x"
	if len(p.expressions) > maxExpressions || len(below) > maxRegex {
		return nil
	}
	for _, re := range p.expressions {
		if re.fits(below) {
			return nil // that decides
		}
	}
	var best *Block
	for n := len(below); n > 0 && best == nil; n-- {
		best = p.prefixes[below[:n]]
	}
	if best == nil || best.guard() != nil || !best.Has(passes...) {
		return nil
	}
	if v := best.Effective(guard); v.State == Set && guard != "return" {
		return nil
	}
	return best
}
