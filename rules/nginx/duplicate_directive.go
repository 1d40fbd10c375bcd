package nginx

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("duplicate-directive", duplicateDirective) }

// duplicateDirective finds settings made twice at one level, which nginx
// refuses where the directive has one value.
func duplicateDirective(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		b.duplicates(func(first, second *Directive) {
			message := fmt.Sprintf("%s is already set at this level on line %d", shorten(second.Name.Value, 30), first.Name.Span.Line())
			r.Fail(second.Head(), message).Also(first.Head())
		})
	})
}

// duplicates calls visit for each directive that nginx refuses because it was
// set before at the level; alias and root are one setting.
func (b *Block) duplicates(visit func(first, second *Directive)) {
	seen := map[string]*Directive{}
	for _, d := range b.Items {
		name := d.Name.Value
		if name == "alias" {
			name = "root"
		}
		if info := directives()[name]; info == nil || !info.once {
			continue
		}
		if first := seen[name]; first != nil && first != d {
			visit(first, d)
			continue
		}
		seen[name] = d
	}
}
