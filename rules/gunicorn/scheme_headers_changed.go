package gunicorn

import (
	"cmp"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("scheme-headers-changed", schemeHeadersChanged) }

// schemeHeadersChanged checks which headers tell gunicorn that a request came by
// HTTPS.
func schemeHeadersChanged(s *Server, r *audit.Reporter) {
	if !s.Has("secure_scheme_headers") {
		return
	}
	h := s.Get("secure_scheme_headers")
	if h.Refused != "" {
		return
	}
	if !h.Value.Known() || h.Value.Type != pyconf.Dict {
		r.Unknown(h.Place, cmp.Or(h.Value.Settle(), "a part of secure_scheme_headers is not seen"))
		return
	}
	if len(h.Value.Pairs) == 0 {
		s.fail(r, h.Place, "secure_scheme_headers is empty, so no request counts as HTTPS")
		return
	}
	for _, p := range h.Value.Pairs {
		if fault := schemeFault(p.Key.Text, p.Value.Text); fault != "" {
			s.fail(r, p.Key.Span, fault)
		}
	}
	if len(r.Verdicts()) == 0 {
		r.Pass(h.Place)
	}
}

// schemeFault says what is wrong with one header and the value that means HTTPS.
func schemeFault(header, value string) string {
	usual := map[string]string{"X-FORWARDED-PROTOCOL": "ssl", "X-FORWARDED-PROTO": "https", "X-FORWARDED-SSL": "on"}
	name := cutShort(header)
	switch want, known := usual[strings.ToUpper(header)]; {
	case header != strings.ToUpper(header):
		return name + " never matches: names are compared in capitals"
	case !known:
		return name + " also counts as HTTPS; the proxy has to strip it"
	case value == "http" || value == "off" || value == "":
		return name + " " + strconv.Quote(value) + " counts as HTTPS"
	case value != want && header == "X-FORWARDED-PROTO":
		return name + " is https for HTTPS, not " + strconv.Quote(cutShort(value))
	}
	return ""
}
