package nginx

import "preflight/rules/audit"

func init() { Rules.Add("listen-http2", listenHTTP2) }

// listenHTTP2 finds the parameter of listen that nginx 1.25.1 replaced.
func listenHTTP2(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		own := v.Own("listen")
		for _, l := range own {
			for i, a := range l.Args {
				if a.Value != "http2" || i == 0 {
					continue
				}
				fix := dropWord("Write http2 on instead", l, i)
				if !v.Has("http2") {
					if after := insertAfter("", own[len(own)-1], "http2 on;"); after != nil {
						fix.Edits = append(fix.Edits, after.Edits...)
					}
				}
				r.Fail(l.Head(), "the http2 parameter of listen is deprecated", fix)
			}
		}
	}
}
