package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("weak-tls-version", weakTlsVersion) }

// weakTlsVersion finds a server that speaks old TLS. From gunicorn 21.0 on the
// setting does nothing.
func weakTlsVersion(s *Server, r *audit.Reporter) {
	h := s.Get("ssl_version")
	weak := weakProtocol(h.Value)
	if !s.Has("ssl_version") || weak == "" {
		return
	}
	if s.Version.Less(audit.Version{21}) {
		s.fail(r, h.Place, h.Said+" is "+weak)
		return
	}
	s.fail(r, h.Place, h.Said+" is "+weak+"; gunicorn ignores it since 21.0", s.Drop("ssl_version", "Remove ssl_version")).Lower(audit.Low)
}

// weakProtocol names a protocol older than TLS 1.2: as a text, as a constant of
// Python's ssl module, or as its number.
func weakProtocol(v *pyconf.Value) string {
	name := strings.TrimPrefix(strings.TrimPrefix(v.Text, "ssl."), "PROTOCOL_")
	if v.Type == pyconf.Int || v.Type == pyconf.Text && len(name) == 1 {
		numbers := map[string]string{"0": "SSLv2", "1": "SSLv3", "3": "TLSv1", "4": "TLSv1_1"}
		return numbers[pyconf.Literal(&pyconf.Value{Type: pyconf.Int, Int: v.Int})]
	}
	switch name {
	case "SSLv2", "SSLv3", "TLSv1", "TLSv1_1":
		return name
	}
	return ""
}
