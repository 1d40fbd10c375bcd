package nginx

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("alias-traversal", aliasTraversal) }

// aliasTraversal checks that a location with an alias cannot be left upwards:
// "/static" also matches "/static../x", which the alias maps one level up.
func aliasTraversal(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		d := b.First("alias")
		if d == nil || b.Context != InLocation || b.Opener == nil || len(b.Opener.Args) == 0 || len(d.Args) == 0 {
			return
		}
		switch modifier, pattern := location(b.Opener); modifier {
		case "", "^~":
			prefixAlias(b, d, pattern, r)
		case "~", "~*":
			regexAlias(b, d, r)
		}
	})
}

func prefixAlias(b *Block, d *Directive, pattern string, r *audit.Reporter) {
	if strings.HasSuffix(pattern, "/") || strings.HasPrefix(pattern, "@") {
		r.Pass(d.Head())
		return
	}
	where := b.Opener.Args[len(b.Opener.Args)-1]
	fix := &audit.Fix{Title: "End the location with a slash", Edits: []audit.Edit{{Span: endOf(where.Span, where.Quote), Text: "/"}}}
	if path.Ext(pattern) != "" && path.Ext(d.Arg(0)) != "" && len(b.Opener.Args) == 1 {
		fix = &audit.Fix{Title: "Match this one path", Edits: []audit.Edit{{Span: startOf(where.Span), Text: "= "}}}
		r.Fail(b.Opener.Head(), "location "+shorten(pattern, 30)+" also matches names that only begin so", fix).
			Lower(audit.Low).Also(d.Head())
		return
	}
	if len(b.Blocks) > 0 || b.Has("index") {
		fix = nil // "/app" itself leads somewhere, which a slash would end
	}
	if target := d.Args[0]; !strings.HasSuffix(target.Value, "/") {
		if fix != nil {
			fix.Title = "End the location and the alias with a slash"
			fix.Edits = append(fix.Edits, audit.Edit{Span: endOf(target.Span, target.Quote), Text: "/"})
		}
		r.Fail(b.Opener.Head(), "location "+shorten(pattern, 30)+" also serves names that only begin so", fix).
			Lower(audit.Medium).Also(d.Head())
		return
	}
	r.Fail(b.Opener.Head(), "location "+shorten(pattern, 30)+" can be left upwards through its alias", fix).Also(d.Head())
}

// endOf is the empty span at the end of a word, before its quote.
func endOf(span audit.Span, quote byte) audit.Span {
	end := span.End
	if quote != 0 {
		end--
	}
	return span.File.Span(end, end)
}

func startOf(span audit.Span) audit.Span { return span.File.Span(span.Start, span.Start) }

// regexAlias fails a location whose capture can begin with ".." right after
// something else than a slash, put behind a slash by the alias.
func regexAlias(b *Block, d *Directive, r *audit.Reporter) {
	re := b.regex()
	if re == nil {
		return
	}
	for _, ref := range references(d.Arg(0)) {
		group, ok := re.groupOf(ref.name)
		if !ok || group == 0 || !strings.HasSuffix(d.Arg(0)[:ref.start], "/") {
			continue
		}
		first, _ := re.groups[group].first()
		if first.has('.') && re.chars(group).has('/') && !afterSlash(re.root, group) {
			r.Fail(b.Opener.Head(), "the capture behind the alias can begin with \"../\"").Also(d.Head())
			return
		}
	}
	r.Pass(d.Head())
}

// afterSlash reports whether the group directly follows a literal slash at the
// top of the expression.
func afterSlash(root *regexNode, group int) bool {
	slash := setOf("/")
	for i, n := range root.subs {
		if i > 0 && n.kind == regexGroup && n.group == group {
			before := root.subs[i-1]
			return before.kind == regexSet && before.set == slash
		}
	}
	return false
}
