package csp

import (
	"slices"
	"strings"
	"testing"
)

func variables(word string) bool { return strings.Contains(word, "$") }

func TestParse(t *testing.T) {
	cases := []struct{ text, want string }{
		{"", ""},
		{" ; ;; ", ""},
		{"default-src 'self'", "[default-src 'self']"},
		{"Default-SRC\t'self' ;script-src  a.example;", "[default-src 'self'|script-src a.example]"},
		{"img-src a; img-src b", "[img-src a|(img-src) b]"},
		{"upgrade-insecure-requests", "[upgrade-insecure-requests]"},
		{"default-src 'self', script-src b", "[default-src 'self'][script-src b]"},
		{"default-src 'self';\n  script-src b", "[default-src 'self'|script-src b]"},
		{"default-src 'self'; $more; img-src *", "[default-src 'self'|img-src *]open"},
	}
	for _, c := range cases {
		if got := outline(Parse(c.text, variables)); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// outline writes policies so that they compare; repeated names in parentheses.
func outline(l List) string {
	var out strings.Builder
	for _, p := range l {
		var parts []string
		for _, d := range p.Directives {
			words := []string{d.Name}
			if d.Repeated {
				words[0] = "(" + d.Name + ")"
			}
			for _, s := range d.Sources {
				words = append(words, s.Text)
			}
			parts = append(parts, strings.Join(words, " "))
		}
		if len(parts) > 0 {
			out.WriteString("[" + strings.Join(parts, "|") + "]")
		}
		if p.Open {
			out.WriteString("open")
		}
	}
	return out.String()
}

func TestPlaces(t *testing.T) {
	text := " default-src 'self';  script-src https: 'unsafe-eval'; x"
	p := Parse(text, nil)[0]
	d := p.Get("script-src")
	if got := text[d.Start:d.End]; got != "script-src https: 'unsafe-eval'" {
		t.Errorf("directive %q", got)
	}
	for _, f := range append(List{p}.Scripts(), List{p}.Form()...) {
		start, end := f.Range()
		if got := text[start:end]; got != "https:" && got != "'unsafe-eval'" && got != "x" {
			t.Errorf("%s at %q", f.Message, got)
		}
	}
}

func TestKinds(t *testing.T) {
	cases := map[Kind][]string{
		Keyword: {"'self'", "'SELF'", "'none'", "'wasm-unsafe-eval'", "'report-sample'"},
		Nonce:   {"'nonce-abc+/-_123=='", "'Nonce-x'", "'nonce-$request_id'"},
		Hash:    {"'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='", "'sha512-x'"},
		Scheme:  {"https:", "data:", "BLOB:", "chrome-extension:"},
		Host: {"*", "example.org", "*.example.org", "https://example.org", "https://*.example.org:443/js/", "localhost:8000",
			"self", "none", "10.0.0.1", "*:*", "wss://x.example", "a_b.example", "[::1]:80", "https://example.org."},
		Bad: {"'nonce-'", "'nonce-a b'", "'unsafe'", "\"self\"", "//example.org", "a.*.example", "example.*", "https://", "a.example?x=1",
			"example..org", "'sha1-x'", "’self’", "1:", "a.example:8o", "/js/", "'self", ""},
		Unseen: {"$cdn", "https://$host", "'$word'"},
	}
	for want, texts := range cases {
		for _, text := range texts {
			if got := kindOf(text, variables); got != want {
				t.Errorf("%s: kind %d, want %d", text, got, want)
			}
		}
	}
}

func TestGoverning(t *testing.T) {
	cases := []struct{ policy, name, want string }{
		{"default-src a", "script-src-elem", "default-src"},
		{"default-src a; script-src b", "script-src-elem", "script-src"},
		{"default-src a; script-src b; script-src-elem c", "script-src-elem", "script-src-elem"},
		{"default-src a; script-src b; script-src-elem c", "script-src-attr", "script-src"},
		{"default-src a; child-src b; script-src c", "worker-src", "child-src"},
		{"default-src a; script-src c", "worker-src", "script-src"},
		{"default-src a; script-src c", "frame-src", "default-src"},
		{"default-src a", "base-uri", ""},
		{"default-src a", "frame-ancestors", ""},
		{"default-src a", "form-action", ""},
		{"img-src a", "script-src", ""},
		{"style-src b; default-src a", "style-src-attr", "style-src"},
	}
	for _, c := range cases {
		got := ""
		if d := Parse(c.policy, nil)[0].Governing(c.name); d != nil {
			got = d.Name
		}
		if got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.name, c.policy, got, c.want)
		}
	}
}

func TestNothing(t *testing.T) {
	for text, want := range map[string]bool{
		"script-src": true, "script-src 'none'": true, "script-src 'none' a": false, "script-src nonsense\"": true,
		"script-src 'self'": false, "script-src 'none' 'report-sample'": true,
	} {
		if got := Parse(text, nil)[0].Get("script-src").Nothing(); got != want {
			t.Errorf("%q allows nothing: %v", text, got)
		}
	}
}

func TestMade(t *testing.T) {
	p := NewPolicy(
		NewDirective("default-src", []string{"'self'"}, nil),
		NewDirective("script-src", []string{"'self'", "'unsafe-inline'"}, nil),
		NewDirective("script-src", []string{"'none'"}, nil),
	)
	faults := List{p}.Scripts()
	if len(faults) != 1 || faults[0].Directive != p.Directives[1] || faults[0].Source != 1 || faults[0].Message != "script-src allows 'unsafe-inline'" {
		t.Errorf("%+v", faults)
	}
}

func TestLongTextsAreRead(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("a;", 500_000), strings.Repeat(",", 1_000_000), strings.Repeat("x", 1_000_000),
		"script-src " + strings.Repeat("'unsafe-inline' ", 60_000) + "'nonce-x'", strings.Repeat("script-src ", 90_000),
	} {
		l := Parse(text, nil)
		l.Scripts()
		l.Gaps()
		for _, f := range l.Form() {
			if len([]rune(f.Message)) > 72 {
				t.Fatalf("long message %q", f.Message)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"default-src 'self', x", "script-src 'nonce-$x' https://[::1]:8/?; $y", "script-src-elem *.com 'unsafe-inline'"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := Parse(text, variables)
		l.Framing()
		for _, fault := range slices.Concat(l.Scripts(), l.Gaps(), l.Form()) {
			if start, end := fault.Range(); start < 0 || end < start || end > len(text) {
				t.Fatalf("%q: %s at %d to %d", text, fault.Message, start, end)
			}
		}
	})
}
