package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("tls-unverified", tlsUnverified) }

// tlsUnverified finds connections that accept any certificate.
func tlsUnverified(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		left := pyconf.MaxNodes
		s.unverified(s.held(name), s.Place(name), &left, r)
	}
	s.unverifiedCode(r)
}

// unverifiedCode looks for statements that switch the checks off.
func (s *Settings) unverifiedCode(r *audit.Reporter) {
	python.WalkBody(s.module.Body, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.Attribute:
			if n.Attr == "_create_unverified_context" {
				r.Fail(n.Span(), "TLS contexts accept any certificate")
			}
		case *python.Call:
			for _, k := range n.Keywords {
				if c, ok := k.Value.(*python.Constant); ok && k.Name == "verify" && c.Value == "False" {
					r.Fail(k.Span(), "verify is False: any certificate is accepted")
				}
			}
		}
		return true
	})
}

// unverified looks for the options of TLS libraries inside a setting.
func (s *Settings) unverified(v *pyconf.Value, place audit.Span, left *int, r *audit.Reporter) {
	if *left--; *left < 0 {
		return
	}
	for _, c := range pyconf.ChoicesOf(v) {
		for _, it := range c.Value.Items {
			s.unverified(it.Value, place, left, r)
		}
		for _, p := range c.Value.Pairs {
			if p.Key.Whole() && acceptsAny(strings.ToLower(p.Key.Text), p.Value) {
				r.Fail(spanOr(s.inPython(p.Key.Span), place), p.Key.Text+" is "+pyconf.Shown(p.Value)+": any certificate is accepted")
				continue
			}
			s.unverified(p.Value, place, left, r)
		}
	}
}

func acceptsAny(key string, v *pyconf.Value) bool {
	switch key {
	case "ssl_cert_reqs", "cert_reqs":
		return v.Type == pyconf.None || v.Whole() && strings.EqualFold(v.Text, "none") || v.Type == pyconf.Code && strings.HasSuffix(v.Text, "CERT_NONE")
	case "ssl_check_hostname", "check_hostname", "verify_certs", "verify", "ssl_verify":
		return v.Type == pyconf.Bool && !v.Bool
	}
	return false
}
