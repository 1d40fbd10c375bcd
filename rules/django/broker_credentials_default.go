package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("broker-credentials-default", brokerCredentialsDefault) }

// brokerCredentialsDefault checks how the message broker is reached.
func brokerCredentialsDefault(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"CELERY_BROKER_URL", "BROKER_URL", "CELERY_RESULT_BACKEND"} {
		if !s.Has(name) {
			continue
		}
		for _, c := range pyconf.ChoicesOf(s.held(name)) {
			if c.Value.Whole() && !s.fromElsewhere(c.Value) {
				s.broker(name, c.Value, r)
			}
		}
	}
}

func (s *Settings) broker(name string, v *pyconf.Value, r *audit.Reporter) {
	url := v.Text
	far := !nearby(host(url))
	plain := strings.HasPrefix(url, "redis://") || strings.HasPrefix(url, "amqp://")
	switch {
	case strings.Contains(url, "guest:guest@") && far:
		r.Fail(spanOr(v.At, s.Place(name)), name+" uses the default account guest")
	case plain && far:
		r.Fail(spanOr(v.At, s.Place(name)), name+" is reached without encryption").Lower(audit.Medium)
	case plain:
		r.Pass(spanOr(v.At, s.Place(name)))
	}
}
