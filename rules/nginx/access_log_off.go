package nginx

import "preflight/rules/audit"

func init() { Rules.Add("access-log-off", accessLogOff) }

// accessLogOff finds servers whose requests are not written down.
func accessLogOff(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InHTTP && b.Context != InServer || b.Opener == nil {
			return
		}
		logs := b.Own("access_log")
		for _, d := range logs {
			if d.Arg(0) != "off" && d.Arg(0) != "/dev/null" {
				r.Pass(d.Head())
				continue
			}
			if v := s.byBlock[b]; v != nil && (v.Refuses() || v.OnlyRedirects() || v.Local()) {
				continue
			}
			r.Fail(d.Head(), "requests are not logged", replaceArgs("Log requests", d, "/var/log/nginx/access.log").Careful())
		}
	})
}
