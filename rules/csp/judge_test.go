package csp

import (
	"strings"
	"testing"
)

func messages(faults []Fault) string {
	var all []string
	for _, f := range faults {
		all = append(all, f.Message)
	}
	return strings.Join(all, "; ")
}

func TestScripts(t *testing.T) {
	cases := []struct{ policy, want string }{
		// Nothing injected runs.
		{"default-src 'self'", ""},
		{"default-src 'none'; script-src 'self' https://cdn.example.org", ""},
		{"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:", ""},
		{"script-src 'nonce-$id' 'strict-dynamic' 'unsafe-inline' https: http:; object-src 'none'", ""},
		{"script-src 'sha256-abc=' 'unsafe-inline'", ""},
		{"script-src 'self' 'wasm-unsafe-eval' blob:", ""},
		{"script-src 'self' *.example.org *.github.io *.internal", ""},
		{"frame-ancestors 'self'; upgrade-insecure-requests", ""},
		{"script-src 'self'; script-src 'unsafe-inline'", ""},
		{"default-src 'unsafe-inline'; script-src 'self'", ""},
		{"script-src https://unpkg.com/react@18/umd/react.js", ""},

		// Inline scripts.
		{"script-src 'self' 'unsafe-inline'", "script-src allows 'unsafe-inline'"},
		{"default-src 'self' 'UNSAFE-INLINE'", "default-src allows 'UNSAFE-INLINE'"},
		{"script-src 'unsafe-inline' 'nonce-'", "script-src allows 'unsafe-inline'"},
		{"script-src 'self'; script-src-elem 'unsafe-inline'", "script-src-elem allows 'unsafe-inline'"},
		{"script-src 'self'; script-src-attr 'unsafe-inline'", "script-src-attr allows 'unsafe-inline'"},
		{"script-src 'unsafe-inline'; script-src-elem 'self'; script-src-attr 'none'", ""},

		// A nonce that anybody can read beforehand.
		{"script-src 'nonce-abc'", "the nonce of script-src is the same in every answer"},
		{"default-src 'self' 'Nonce-a1+/=' 'strict-dynamic'", "the nonce of default-src is the same in every answer"},
		{"script-src 'nonce-abc', script-src 'self'", ""},
		{"style-src 'nonce-abc'; script-src 'self'", ""},

		// Everybody's scripts.
		{"script-src *", "script-src allows *"},
		{"script-src 'self' https:", "script-src allows https:"},
		{"script-src 'nonce-$id' https:", "script-src allows https:"},
		{"script-src https://*", "script-src allows https://*"},
		{"script-src *.com", "script-src allows *.com"},
		{"script-src 'self' https://*:443", "script-src allows https://*:443"},
		{"script-src 'self' data:", "script-src allows data:"},
		{"script-src 'self' 'unsafe-eval'", "script-src allows 'unsafe-eval'"},
		{"script-src 'self' https://unpkg.com", "script-src allows https://unpkg.com, where anybody publishes"},
		{"script-src 'self' https://cdn.jsdelivr.net/npm/", "script-src allows https://cdn.jsdelivr.net/npm/, where anybody publishes"},
		{"script-src 'strict-dynamic' 'nonce-$id' 'unsafe-eval' *", "script-src allows 'unsafe-eval'"},
		{"default-src * 'unsafe-inline' 'unsafe-eval' data:",
			"default-src allows 'unsafe-inline'; default-src allows *; default-src allows data:; default-src allows 'unsafe-eval'"},

		// All policies count.
		{"script-src 'unsafe-inline', script-src 'self'", ""},
		{"script-src 'unsafe-inline', img-src 'self'", "script-src allows 'unsafe-inline'"},
		{"script-src https:, script-src 'unsafe-inline' https:", "script-src allows https:"},

		// Words that are not known may forbid it.
		{"script-src 'self' 'unsafe-inline' $extra", ""},
		{"script-src 'self' 'unsafe-inline' 'nonce-$id'", ""},
		{"script-src 'self' https: $extra", ""},
		{"script-src 'self' 'unsafe-eval' $extra", "script-src allows 'unsafe-eval'"},
		{"$start; default-src 'unsafe-inline'", ""},
		{"script-src 'unsafe-inline', $another", ""},
	}
	for _, c := range cases {
		if got := messages(Parse(c.policy, variables).Scripts()); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.policy, got, c.want)
		}
	}
}

func TestOpen(t *testing.T) {
	for policy, want := range map[string]bool{
		"script-src 'self'": false, "script-src 'nonce-$id'": false, "script-src $x": true, "img-src $x; script-src 'self'": false,
		"$x": true, "default-src $x": true, "default-src $x; script-src 'self'": false,
	} {
		if got := Parse(policy, variables).Open(); got != want {
			t.Errorf("%q open: %v", policy, got)
		}
	}
}

func TestGaps(t *testing.T) {
	const base, object, script = "the policy does not limit base-uri", "the policy has neither object-src nor default-src", "the policy has neither script-src nor default-src"
	cases := []struct{ policy, want string }{
		{"default-src 'self'; base-uri 'self'", ""},
		{"script-src 'self'; object-src 'none'; base-uri 'none'", ""},
		{"default-src 'none'; frame-ancestors 'none'", ""},
		{"frame-ancestors 'none'; upgrade-insecure-requests", ""},
		{"base-uri 'self'", ""},
		{"default-src 'self'", base},
		{"script-src 'nonce-abc'; object-src 'none'", base},
		{"script-src 'self'; base-uri 'self'", object},
		{"script-src 'self'", object + "; " + base},
		{"img-src 'self'; style-src 'self'", script},
		{"script-src 'self', object-src 'none'; base-uri 'none'", ""},
		{"script-src 'self'; $more", ""},
		{"script-src 'self' $more", ""},
		{"script-src 'nonce-$id'; base-uri 'none'", object},
	}
	for _, c := range cases {
		if got := messages(Parse(c.policy, variables).Gaps()); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.policy, got, c.want)
		}
	}
}

func TestNonced(t *testing.T) {
	for policy, want := range map[string]bool{
		"script-src 'nonce-abc'": true, "default-src 'sha256-abc='": true, "script-src 'self'": false, "style-src 'nonce-abc'": false,
	} {
		if got := Parse(policy, nil).Nonced(); got != want {
			t.Errorf("%q nonced: %v", policy, got)
		}
	}
}

func TestFraming(t *testing.T) {
	for policy, want := range map[string]Framing{
		"default-src 'self'":                     NotSaid,
		"frame-ancestors 'none'":                 Limited,
		"frame-ancestors 'self' https://a.test":  Limited,
		"frame-ancestors *":                      MayFrame,
		"frame-ancestors https:":                 MayFrame,
		"frame-ancestors *, frame-ancestors a.b": Limited,
		"frame-ancestors $who":                   NotSeen,
		"$policy":                                NotSeen,
		"frame-ancestors 'self', $policy":        Limited,
	} {
		if got, _ := Parse(policy, variables).Framing(); got != want {
			t.Errorf("%q: %d, want %d", policy, got, want)
		}
	}
}

func TestForm(t *testing.T) {
	cases := []struct{ policy, want string }{
		{"default-src 'self'; img-src data: https://a.test/x/ *.b.test:*; report-uri /csp?x=1; sandbox allow-forms", ""},
		{"upgrade-insecure-requests; require-trusted-types-for 'script'; trusted-types default 'allow-duplicates'", ""},
		{"script-src 'none' 'report-sample'", ""},
		{"default-src 'self', frame-ancestors 'none'", ""},
		{"default-src self", "self without quotes is a host name"},
		{"default-src none; script-src unsafe-inline", "none without quotes is a host name; unsafe-inline without quotes is a host name"},
		{"script-src nonce-abc sha256-abc", "nonce-abc without quotes is a host name; sha256-abc without quotes is a host name"},
		{"script-src \"self\" ‘self’ 'self", "\"self\" is not quoted as browsers read it; ‘self’ is not quoted as browsers read it; 'self is not quoted as browsers read it"},
		{"default-src 'none' https://a.test", "'none' beside other sources counts for nothing"},
		{"script-source 'self'", "script-source is no directive of a policy"},
		{"script-src: 'self'", "script-src: is no directive of a policy"},
		{"block-all-mixed-content; plugin-types x/y", "block-all-mixed-content does nothing any more; plugin-types does nothing any more"},
		{"img-src a.test; img-src b.test", "the second img-src counts for nothing"},
		{"default-src 'self' script-src 'self' cdn.test", "a semicolon is missing before script-src"},
		{"script-src 'self', https://cdn.test", "a comma ends the policy before https://cdn.test"},
		{"script-src //cdn.test cdn.test?v=1 'sha1-x'", "//cdn.test is no source for script-src; cdn.test?v=1 is no source for script-src; 'sha1-x' is no source for script-src"},
		{"frame-ancestors 'unsafe-inline'", "'unsafe-inline' is no source for frame-ancestors"},
		{"default-src $x 'nonce-$y'", ""},
	}
	for _, c := range cases {
		if got := messages(Parse(c.policy, variables).Form()); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.policy, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"script-src:": "script-src", "script_src": "script-src", "script": "script-src", "img-source": "img-src", "frame": "frame-src",
		"base": "base-uri", "frobnicate": "", "form": "form-action",
	} {
		if got := Nearest(name); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
