package stack

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

const security = "django.middleware.security.SecurityMiddleware"

// sender says when Django sends a header, and what.
type sender struct {
	header, setting, middleware string
	value                       func(*pyconf.Value) (text string, sends bool)
	rules                       []string // what asks web servers for the header
}

var senders = []sender{
	{"X-Frame-Options", "X_FRAME_OPTIONS", "django.middleware.clickjacking.XFrameOptionsMiddleware", text, []string{"nginx/framing-allowed", "apache/framing-allowed"}},
	{"X-Content-Type-Options", "SECURE_CONTENT_TYPE_NOSNIFF", security, nosniff, nil},
	{"Referrer-Policy", "SECURE_REFERRER_POLICY", security, text, nil},
	{"Cross-Origin-Opener-Policy", "SECURE_CROSS_ORIGIN_OPENER_POLICY", security, text, nil},
	{"Content-Security-Policy", "SECURE_CSP", "django.middleware.csp.ContentSecurityPolicyMiddleware", policy, []string{"nginx/csp-missing", "apache/csp-missing"}},
}

// text is a header whose value the setting holds.
func text(v *pyconf.Value) (string, bool) {
	if v.Sequence() {
		var words []string
		for _, it := range v.Items {
			words = append(words, it.Value.Text)
		}
		return strings.Join(words, ","), len(words) > 0
	}
	return v.Text, v.Whole() && v.Text != ""
}

func nosniff(v *pyconf.Value) (string, bool) { return "nosniff", v.Truth() == audit.Yes }

// policy is a header made from a dict; its text is not compared.
func policy(v *pyconf.Value) (string, bool) {
	return "", v.Type == pyconf.Dict && len(v.Pairs) > 0
}

// sends gives the value of a header that Django surely sends.
func (d *Deployment) sends(s sender) (value string, sends bool) {
	if !d.inForce(s.middleware) {
		return "", false
	}
	return s.value(d.Settings.Get(s.setting))
}

// hsts is the value that Django gives Strict-Transport-Security.
func (d *Deployment) hsts() string {
	seconds := d.Settings.Get("SECURE_HSTS_SECONDS")
	if seconds.Type != pyconf.Int {
		return ""
	}
	value := fmt.Sprintf("max-age=%d", seconds.Int)
	if d.on("SECURE_HSTS_INCLUDE_SUBDOMAINS") {
		value += "; includeSubDomains"
	}
	if d.on("SECURE_HSTS_PRELOAD") {
		value += "; preload"
	}
	return value
}

// twice reports a header that a way sends beside Django's own, once for each
// directive that does it.
func (d *Deployment) twice(r *audit.Reporter, s sender, value string) {
	seen := map[audit.Span]bool{}
	for _, w := range d.Ways {
		switch f := w.Lines.beside(s.header); {
		case f.Set == audit.Maybe && f.Settle == "":
		case f.Set == audit.Maybe:
			r.Unknown(w.Place, f.Settle)
		case f.Set == audit.No:
			r.Pass(w.Place)
		case seen[f.Place]:
		case same(f.Value, value):
			v := r.Fail(f.Place, s.header+" is sent by Django as well")
			d.weigh(w, v).Lower(audit.Low).Also(d.Settings.Place(s.setting))
			seen[f.Place] = true
		default:
			v := r.Fail(f.Place, s.header+" is sent by Django too, with another value")
			d.weigh(w, v).Also(d.Settings.Place(s.setting))
			seen[f.Place] = true
		}
	}
}

// same compares two values of a header but for case and space.
func same(a, b string) bool {
	fold := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "") }
	return fold(a) == fold(b)
}
