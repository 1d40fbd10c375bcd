package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("proxy-header-malformed", proxyHeaderMalformed) }

// proxyHeaderMalformed checks that SECURE_PROXY_SSL_HEADER names a header as
// Django looks it up: in the way of WSGI, with the value that means HTTPS.
func proxyHeaderMalformed(s *Settings, r *audit.Reporter) {
	if !s.Has("SECURE_PROXY_SSL_HEADER") {
		return
	}
	why := ""
	a := s.Ask("SECURE_PROXY_SSL_HEADER", func(v *pyconf.Value) audit.Truth {
		fault, truth := headerFault(v)
		if truth == audit.Yes {
			why = fault
		}
		return truth
	})
	pyconf.Decide(r, a, why, s.proxyHeaderFix(a.Value))
}

// headerFault says what is wrong with a value of the setting.
func headerFault(v *pyconf.Value) (why string, wrong audit.Truth) {
	switch {
	case v.Type == pyconf.None:
		return "", audit.No
	case v.Type == pyconf.Unknown || v.Type == pyconf.Env:
		return "", audit.Maybe
	case v.Type != pyconf.Tuple && v.Type != pyconf.List || len(v.Items) != 2:
		return "SECURE_PROXY_SSL_HEADER is not a pair of header and value", audit.Yes
	}
	name, value := v.Items[0].Value, v.Items[1].Value
	switch {
	case !name.Whole():
		return "", audit.Maybe
	case value.Whole() && strings.EqualFold(value.Text, "http"):
		return "plain HTTP is taken for HTTPS", audit.Yes
	case value.Whole() && strings.Contains(value.Text, ","):
		return "the value has a comma, so it never matches", audit.Yes
	case strings.Contains(name.Text, "-"):
		return "the header has dashes, so Django never finds it", audit.Yes
	case !strings.HasPrefix(name.Text, "HTTP_") && strings.HasPrefix(strings.ToUpper(name.Text), "X_"):
		return "the header lacks HTTP_ in front, so Django never finds it", audit.Yes
	case name.Text != strings.ToUpper(name.Text):
		return "the header is not in capitals, so Django never finds it", audit.Yes
	}
	return "", audit.No
}

// proxyHeaderFix writes the header as WSGI does.
func (s *Settings) proxyHeaderFix(v *pyconf.Value) *audit.Fix {
	if v.Type != pyconf.Tuple && v.Type != pyconf.List || len(v.Items) != 2 || !v.Items[0].Value.Whole() {
		return nil
	}
	name := v.Items[0].Value
	right := strings.ToUpper(strings.ReplaceAll(name.Text, "-", "_"))
	if !strings.HasPrefix(right, "HTTP_") {
		right = "HTTP_" + right
	}
	if right == name.Text || name.Span.File != s.File || !plainName(right) || strings.Contains(name.Span.Text(), "\\") {
		return nil
	}
	quote := name.Span.Text()[:1]
	if quote != "'" && quote != `"` {
		return nil
	}
	edit := audit.Edit{Span: name.Span, Text: quote + right + quote}
	return &audit.Fix{Title: "Name the header " + right, Edits: []audit.Edit{edit}}
}
