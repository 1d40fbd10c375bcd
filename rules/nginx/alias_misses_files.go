package nginx

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("alias-misses-files", aliasMissesFiles) }

// aliasMissesFiles finds aliases under which nginx looks at a path where no
// file can be.
func aliasMissesFiles(s *Site, r *audit.Reporter) {
	s.eachOwn("alias", func(b *Block, d *Directive) {
		if b.Context != InLocation || b.Opener == nil || len(d.Args) != 1 {
			return
		}
		modifier, pattern := location(b.Opener)
		try := b.First("try_files")
		switch {
		case strings.HasPrefix(modifier, "~"):
			aliasUnderRegex(b, d, try, r)
		case try != nil && modifier != "=":
			aliasWithTry(d, try, pattern, r)
		}
	})
}

// aliasUnderRegex looks at an alias that is the whole path of the file.
func aliasUnderRegex(b *Block, d, try *Directive, r *audit.Reporter) {
	if len(references(d.Arg(0))) == 0 {
		if path.Ext(d.Arg(0)) == "" || strings.HasSuffix(d.Arg(0), "/") {
			r.Fail(d.Head(), "every request leads to the directory itself").Also(b.Place())
		}
		return
	}
	if try == nil {
		return
	}
	for _, a := range try.Args[:max(len(try.Args)-1, 0)] {
		if strings.HasPrefix(a.Value, "$uri") {
			r.Fail(a.Span, "$uri is looked for below the file that the alias names").Also(d.Head())
			return
		}
	}
	r.Pass(try.Head())
}

// aliasWithTry looks at the arguments of try_files before the last one: nginx
// takes the location's prefix off $uri, but not off a path that is written out.
func aliasWithTry(d, try *Directive, prefix string, r *audit.Reporter) {
	for _, a := range try.Args[:max(len(try.Args)-1, 0)] {
		rest, ok := strings.CutPrefix(a.Value, strings.TrimSuffix(prefix, "/")+"/")
		if ok && len(prefix) > 1 {
			fix := replaceWord("Leave the prefix out", a, "/"+rest)
			r.Fail(a.Span, shorten(a.Value, 30)+" is looked for with its prefix below the alias", fix).Also(d.Head())
			return
		}
	}
	r.Pass(try.Head())
}
