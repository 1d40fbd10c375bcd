package nginx

import "preflight/rules/audit"

func init() { Rules.Add("map-without-default", mapWithoutDefault) }

// mapWithoutDefault checks that a map says what holds for everything else.
func mapWithoutDefault(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("map", "geo") {
			entries := 0
			for _, e := range d.Block {
				switch e.Name.Value {
				case "default":
					r.Pass(d.Head())
					entries = -1_000_000
				case "include":
					r.Unknown(d.Head(), "add the included file "+shorten(e.Arg(0), 40))
					entries = -1_000_000
				default:
					if !flagEntry(e) {
						entries++
					}
				}
			}
			if entries >= 2 {
				r.Fail(d.Head(), shorten(d.Name.Value+" "+d.Arg(len(d.Args)-1), 40)+" has no default", emptyDefault(d))
			}
		}
	})
}

// emptyDefault makes a fix that says what already holds: everything else gives
// an empty value.
func emptyDefault(d *Directive) *audit.Fix {
	if len(d.Block) == 0 || d.Block[0].Name.Span.Line() == d.Name.Span.Line() {
		return nil
	}
	return insertBefore("Say that everything else is empty", d.Block[0], `default "";`)
}

// flagEntry reports whether an entry is a word such as hostnames or volatile.
func flagEntry(e *Directive) bool { return len(e.Args) == 0 }
