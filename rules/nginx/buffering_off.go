package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("buffering-off", bufferingOff) }

// bufferingOff finds applications that wait for slow clients.
func bufferingOff(s *Site, r *audit.Reporter) {
	for _, name := range []string{"proxy_buffering", "proxy_request_buffering", "fastcgi_buffering", "uwsgi_buffering"} {
		s.eachOwn(name, func(b *Block, d *Directive) {
			if d.Arg(0) != "off" {
				r.Pass(d.Head())
				return
			}
			v := r.Fail(d.Head(), name+" is off: the application waits for slow clients", replaceArgs("Set "+name+" to on", d, "on").Careful())
			if b.Context == InLocation && b.Opener != nil && !strings.HasSuffix(b.Opener.Head().Text(), " /") {
				v.Lower(audit.Info)
			}
		})
	}
}
