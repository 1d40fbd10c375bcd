package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-in-access-log", secretInAccessLog) }

// secretInAccessLog checks that the access log holds no credentials.
func secretInAccessLog(s *Server, r *audit.Reporter) {
	logged := ""
	v := s.judge(r, "access_log_format", pyconf.TextThat(func(format string) bool {
		format = strings.ToLower(format)
		for _, part := range secretParts {
			if strings.Contains(format, part) {
				logged = strings.Trim(part, "{}")
				return true
			}
		}
		return false
	}), "", nil)
	if v != nil && v.Outcome == audit.Fail {
		v.Message = "every " + logged + " is written to the access log"
	}
}

// secretParts are the parts of a format that hold credentials.
var secretParts = []string{
	"{authorization}", "{proxy-authorization}", "{cookie}", "{set-cookie}", "{x-api-key}", "{x-auth-token}", "{x-csrftoken}",
	"{http_authorization}", "{http_cookie}",
}
