package nginx

import "preflight/rules/audit"

func init() { Rules.Add("error-log-off", errorLogOff) }

// errorLog is where packages of nginx write their errors.
const errorLog = "/var/log/nginx/error.log"

// errorLogOff finds error_log off, which writes a file of that name.
func errorLogOff(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("error_log") {
			switch d.Arg(0) {
			case "off":
				r.Fail(d.Head(), "error_log off writes a file called off", replaceArgs("Log errors", d, errorLog))
			case "/dev/null":
				r.Fail(d.Head(), "errors are thrown away", replaceArgs("Log errors", d, errorLog))
			default:
				r.Pass(d.Head())
			}
		}
	})
}
