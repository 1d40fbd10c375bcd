package nginx

import "testing"

func TestRegexGroups(t *testing.T) {
	cases := []struct {
		source  string
		group   int
		holds   string // bytes that the group can hold
		refuses string // bytes that it cannot
	}{
		{"^/(.*)$", 1, "a/\r", "\n"},
		{"^/([^/]+)$", 1, "a\n\r", "/"},
		{"(?s)(.*)", 1, "\n\r", ""},
		{"([a-c-]{2,3})", 1, "abc-", "d"},
		{`([\w.]+)`, 1, "aZ_9.", "-/"},
		{`([^\s]+)`, 1, "a/", " \n\r"},
		{`(\d+)`, 1, "09", "a"},
		{`(\D)`, 1, "a\n", "0"},
		{`([[:alpha:]]+)`, 1, "aZ", "0"},
		{`(?:x)(y)`, 1, "y", "x"},
		{`(a(b)c)`, 2, "b", "ac"},
		{`(a(b)c)`, 1, "abc", "d"},
		{`(?<name>[a-z])`, 1, "az", "A"},
		{`(?P<name>a|b)`, 1, "ab", "c"},
		{`(?!x)(y)`, 1, "y", "x"},
		{`(\x2f\x{41})`, 1, "/A", "2"},
		{`(]|[]a])`, 1, "]a", "b"},
		{`(\.)`, 1, ".", "a"},
		{`(?i)(a)`, 1, "aA", "b"},
		{`([\x00-\x1f])`, 1, "\n\r", "a"},
	}
	for _, c := range cases {
		re := parseRegex(c.source, false)
		if re == nil {
			t.Errorf("%s is not read", c.source)
			continue
		}
		set := re.chars(c.group)
		for i := range len(c.holds) {
			if !set.has(c.holds[i]) {
				t.Errorf("%s: group %d does not hold %q", c.source, c.group, c.holds[i])
			}
		}
		for i := range len(c.refuses) {
			if set.has(c.refuses[i]) {
				t.Errorf("%s: group %d holds %q", c.source, c.group, c.refuses[i])
			}
		}
	}
}

func TestRegexRefused(t *testing.T) {
	for _, source := range []string{"(", "a)", "[a", `a\`, "(?<x", "(?", "(?z)"} {
		if parseRegex(source, false) != nil {
			t.Errorf("%q is read", source)
		}
	}
}

func TestAnchored(t *testing.T) {
	for source, want := range map[string]bool{
		"^/a": true, "/a$": true, "/a": false, "^/a|/b$": true, "^/a|/b": false, "(^/a)": true, "(^/a)?b": false, `\.php(/|$)`: false,
	} {
		if got := parseRegex(source, false).root.anchored(); got != want {
			t.Errorf("anchored(%s) = %v", source, got)
		}
	}
}

func TestForeignOrigin(t *testing.T) {
	for source, want := range map[string]bool{
		`^https://shop\.example$`:                    false,
		`^https://shop\.example(:\d+)?$`:             false,
		`^https?://([a-z0-9-]+\.)*shop\.example$`:    false,
		`^https://[^/]+\.shop\.example/`:             false,
		`^https://(www|m)\.shop\.example(/|$)`:       false,
		`^https://shop\.example`:                     true,
		`https://shop\.example$`:                     true,
		`^https://shop.example$`:                     true,
		`^https://.*shop\.example$`:                  true,
		`^https://shop\.example.*$`:                  true,
		`^https://(shop\.example|other\.example$)`:   true,
		`^https://(www\.)?shop\.example|m\.example$`: true,
		`shop`: true,
	} {
		got := false
		for _, sample := range parseRegex(source, false).root.samples() {
			got = got || foreign(sample)
		}
		if got != want {
			t.Errorf("%s: foreign %v, want %v", source, got, want)
		}
	}
}

func TestReferences(t *testing.T) {
	cases := map[string]string{
		"$a": "a", "${a}b": "a", "x$a$b/": "a b", "$1a": "1", "$12": "1", "$$a": "a", "$": "", "${": "", "a$-b": "", "$arg_x.y": "arg_x", "$A_b1-": "a_b1",
	}
	for value, want := range cases {
		got := ""
		for i, r := range references(value) {
			if i > 0 {
				got += " "
			}
			got += r.name
		}
		if got != want {
			t.Errorf("references(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestWeakCipher(t *testing.T) {
	for list, want := range map[string]bool{
		"HIGH:!aNULL:!MD5": false, "ECDHE-RSA-AES128-GCM-SHA256": false, "ECDHE+AESGCM:DHE+AESGCM:!DSS": false,
		"ALL": true, "RC4-SHA": true, "ECDHE-RSA-DES-CBC3-SHA": true, "HIGH:RC4:-RC4:!aNULL": false, "NULL-SHA256": true,
	} {
		if got := weakCipher(list); (got != "") != want {
			t.Errorf("weakCipher(%q) = %q", list, got)
		}
	}
}

func TestUnits(t *testing.T) {
	for text, want := range map[string]bool{"0": true, "10": true, "8k": true, "8K": true, "1g": true, "": false, "k": false, "10MB": false, "1.5m": false, "-1": false} {
		if got := size(text); got != want {
			t.Errorf("size(%q) = %v", text, got)
		}
	}
	for text, want := range map[string]bool{"0": true, "30": true, "10s": true, "500ms": true, "1h 30m": true, "1h30m": true, "1d": true, "": false, "10q": false, "30m 1h": false, "s": false, "5s 100ms": true} {
		if got := duration(text); got != want {
			t.Errorf("duration(%q) = %v", text, got)
		}
	}
}

func TestNearest(t *testing.T) {
	s := siteOf("nginx.conf", "events {} http { server { location / { } } }")
	server := s.Servers[0].Block
	for name, want := range map[string]string{
		"sever_name": "server_name", "server_nmae": "server_name", "Listen": "listen", "proxy-pass": "", "rooot": "root",
		"frobnicate": "", "vhost_name": "", "add_headers": "add_header",
	} {
		if got := server.nearest(name); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestCondition(t *testing.T) {
	for text, want := range map[string]test{
		"if ($a) { }":                  {left: "$a"},
		"if ( $a = b ) { }":            {"$a", "=", "b"},
		`if ($a ~ "^(x|y)$") { }`:      {"$a", "~", "^(x|y)$"},
		"if ($a ~* ^(x|y)$) { }":       {"$a", "~*", "^(x|y)$"},
		"if (-f $request_filename) {}": {left: "-f", operator: "$request_filename"},
		"if () { }":                    {},
	} {
		s := siteOf("a.conf", "server { "+text+" }")
		if got := condition(s.Servers[0].Blocks[0].Opener); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestFits(t *testing.T) {
	cases := []struct {
		source, text string
		want         bool
	}{
		{`/\.`, "/.env", true}, {`/\.ht`, "/.env", false}, {`/\.(?!well-known)`, "/.git/config", true}, {`(^|/)\.`, "/a/.x", true},
		{`\.(git|env)`, "/.env", true}, {"^/a{2,3}$", "/aa", true}, {"^/a{2,3}$", "/a", false}, {"^/a{2,3}$", "/aaaa", false},
		{"^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false}, {"a|b$", "xb", true}, {"", "x", true}, {`^[^.]+$`, "a.b", false},
	}
	for _, c := range cases {
		if got := parseRegex(c.source, false).fits(c.text); got != c.want {
			t.Errorf("%s on %s: %v", c.source, c.text, got)
		}
	}
}
