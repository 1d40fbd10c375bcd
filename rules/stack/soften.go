package stack

import (
	"strings"

	"preflight/rules/audit"
)

// soften lowers findings about one file that another file answers: a redirect
// or a header that the other side sends. They stay in the list, for the file by
// itself is as it was.
func (d *Deployment) soften(s *audit.Stack) {
	for _, v := range s.Verdicts("stack/scheme-header-spoofable") {
		if v.Outcome == audit.Fail {
			lowerAt(s, v.Span, "nginx/forwarded-proto-missing", "apache/forwarded-proto-missing")
		}
	}
	if len(d.Ways) == 0 || d.Shared || !d.Whole {
		return
	}
	const web, django = "the web server does", "Django does"
	if d.redirected() {
		lower(s, audit.Info, web, "django/ssl-redirect-off")
	}
	if d.everyWay("Strict-Transport-Security") {
		lower(s, audit.Info, web, "django/hsts-off")
	}
	if d.everyWay("Content-Security-Policy") {
		lower(s, audit.Info, web, "django/csp-missing")
	}
	if d.on("SECURE_HSTS_SECONDS") && d.inForce(security) {
		lower(s, audit.Info, django, "nginx/hsts-missing", "apache/hsts-missing")
	}
	if d.picky() {
		lower(s, audit.Low, "Django refuses them", "nginx/default-server-missing", "apache/catch-all-missing")
	}
	for _, header := range senders {
		if _, sends := d.sends(header); sends {
			lower(s, audit.Info, django, header.rules...)
		}
	}
}

// redirected reports whether every server that other machines reach by http
// sends visitors elsewhere.
func (d *Deployment) redirected() bool {
	tls := false
	for _, f := range d.Fronts {
		if f.Plain && !f.Redirects {
			return false
		}
		tls = tls || f.TLS == audit.Yes
	}
	return tls
}

// picky reports whether Django refuses every host name that nobody allowed.
func (d *Deployment) picky() bool {
	allowed, whole := d.allowed()
	for _, a := range allowed {
		whole = whole && strings.Trim(a.Text, ".*") != ""
	}
	return whole && !d.on("DEBUG")
}

// everyWay reports whether the web server adds the header on every way.
func (d *Deployment) everyWay(header string) bool {
	for _, w := range d.Ways {
		if w.Lines.beside(header).Set != audit.Yes {
			return false
		}
	}
	return true
}

// lower caps the findings of rules and says who answers them.
func lower(s *audit.Stack, most audit.Severity, who string, rules ...string) {
	for _, rule := range rules {
		for _, v := range s.Verdicts(rule) {
			if v.Outcome == audit.Fail && v.Severity > most {
				v.Lower(most).Message += " (" + who + ")"
				if v.Fix != nil {
					v.Fix = v.Fix.Careful()
				}
			}
		}
	}
}

// lowerAt caps the findings of rules at a place of which more has been said.
func lowerAt(s *audit.Stack, place audit.Span, rules ...string) {
	for _, rule := range rules {
		for _, v := range s.Verdicts(rule) {
			if v.Span == place {
				v.Lower(audit.Info)
			}
		}
	}
}
