package gunicorn

import "preflight/rules/audit"

func init() { Rules.Add("value-refused", valueRefused) }

// valueRefused finds values with which gunicorn does not start.
func valueRefused(s *Server, r *audit.Reporter) {
	for _, row := range settings() {
		if h := s.Get(row.name); h.Refused != "" {
			r.Fail(h.Place, "gunicorn does not start: "+h.Said+" is "+h.Refused)
		}
	}
}
