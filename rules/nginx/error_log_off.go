package nginx

import "preflight/rules/audit"

func init() { Rules.Add("error-log-off", errorLogOff) }

// errorLogOff finds error_log off, which writes a file of that name.
func errorLogOff(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("error_log") {
			switch d.Arg(0) {
			case "off":
				r.Fail(d.Head(), "error_log off writes a file called off")
			case "/dev/null":
				r.Fail(d.Head(), "errors are thrown away")
			default:
				r.Pass(d.Head())
			}
		}
	})
}
