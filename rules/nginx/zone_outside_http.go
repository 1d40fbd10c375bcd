package nginx

import "preflight/rules/audit"

func init() { Rules.Add("zone-outside-http", zoneOutsideHTTP) }

// zones are the directives that define shared memory and stand in http only.
var zones = []string{"limit_req_zone", "limit_conn_zone", "proxy_cache_path", "fastcgi_cache_path", "uwsgi_cache_path", "scgi_cache_path"}

// zoneOutsideHTTP checks that zones are defined where nginx takes them.
func zoneOutsideHTTP(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, name := range zones {
			for _, d := range b.Own(name) {
				if directives()[name].contexts&b.Context != 0 {
					r.Pass(d.Head())
					continue
				}
				r.Fail(d.Head(), name+" stands in "+b.Context.String()+": nginx will not start", moveOut(b, d))
			}
		}
	})
}

// moveOut makes a fix that takes a directive out of the blocks around it and
// puts it before the outermost one inside http.
func moveOut(b *Block, d *Directive) *audit.Fix {
	for b.Parent != nil && b.Parent.Context != InHTTP {
		b = b.Parent
	}
	if b.Parent == nil || b.Opener == nil || b.Opener.Name.Span.File != d.Name.Span.File || d.Semi < 0 {
		return nil
	}
	fix := insertBefore("Move it to http", b.Opener, d.Span().Text())
	fix.Edits = append(fix.Edits, remove("", d).Edits...)
	return fix
}
