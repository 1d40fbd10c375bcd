package nginx

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// stackOf makes a stack of name and text pairs.
func stackOf(pairs ...string) *audit.Stack {
	var files []*audit.File
	for i := 0; i+1 < len(pairs); i += 2 {
		files = append(files, &audit.File{Name: pairs[i], Kind: Kind, Text: pairs[i+1]})
	}
	return audit.NewStack(files, nil, nil)
}

func siteOf(pairs ...string) *Site { return Of(stackOf(pairs...)) }

// find gives the innermost block whose opening words are the text.
func find(t *testing.T, s *Site, head string) *Block {
	t.Helper()
	var found *Block
	s.each(func(b *Block) {
		if b.Opener != nil && b.Opener.Head().Text() == head {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("no block %q", head)
	}
	return found
}

// TestSitesAvailable checks that a site which is handed over from the folder of
// all sites counts as enabled, unless the enabled ones are there.
func TestSitesAvailable(t *testing.T) {
	const main, site = "http { include /etc/nginx/sites-enabled/*; server_tokens off; }", "server { listen 80; }"
	cases := []struct {
		files []string
		roots int
		state State
	}{
		{[]string{"etc/nginx/nginx.conf", main, "etc/nginx/sites-available/shop", site}, 1, Set},
		{[]string{"nginx.conf", main, "sites-available/shop", site}, 1, Set},
		{[]string{"nginx.conf", main, "sites-available/old", site, "sites-enabled/shop", "upstream u { server 10.0.0.1; }"}, 2, Unseen},
		{[]string{"nginx.conf", strings.Replace(main, "sites-enabled", "conf.d", 1), "sites-available/shop", site}, 2, Unseen},
	}
	for _, c := range cases {
		s := siteOf(c.files...)
		if got := find(t, s, "server").Effective("server_tokens").State; len(s.Roots) != c.roots || got != c.state {
			t.Errorf("%s: %d roots, state %d, want %d, %d", c.files[2], len(s.Roots), got, c.roots, c.state)
		}
	}
}

// TestOtherServers checks which file is asked for where others may hold the
// default server.
func TestOtherServers(t *testing.T) {
	const site = "server { listen 80; server_name a; } "
	for want, files := range map[string][]string{
		"add the file that includes this one (nginx.conf)":                 {"shop.conf", site},
		"add the main configuration, the one with http {}":                 {"nginx.conf", site},
		"add the included file conf.d/*.conf":                              {"nginx.conf", "http { include conf.d/*.conf; " + site + "}"},
		"add the whole configuration (nginx.conf and every included file)": {"nginx.conf", "http { " + site + "}", "shop.conf", site},
	} {
		var got []string
		for _, v := range run(stackOf(files...)).Verdicts {
			if v.Rule == "nginx/default-server-missing" {
				got = append(got, v.Message)
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", files[1], got, want)
		}
	}
}

// TestSettle checks which file an unseen value asks for.
func TestSettle(t *testing.T) {
	for name, want := range map[string]string{
		"shop.conf":          "add the file that includes this one (nginx.conf)",
		"contrib/nginx.conf": "add the main configuration, the one with http {}",
	} {
		s := siteOf(name, "server { listen 80; }")
		if got := find(t, s, "server").Effective("server_tokens").Settle(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestInfer(t *testing.T) {
	cases := []struct {
		name, text string
		want       Context
	}{
		{"nginx.conf", "events {} http { server {} }", InMain},
		{"a.conf", "server { listen 80; location / { return 204; } }", InHTTP},
		{"a.conf", "upstream u { server 127.0.0.1; } map $a $b { c d; }", InHTTP},
		{"a.conf", "listen 80; location / { }", InServer},
		{"a.conf", "location / { proxy_pass http://u; }", InServer},
		{"a.conf", "proxy_pass http://u; proxy_set_header Host $host;", InLocation},
		{"a.conf", "if ($a) { add_header X y; }", InLocation},
		{"a.conf", "if ($a) { return 403; }", InServer},
		{"a.conf", "worker_connections 1024;", InEvents},
		{"a.conf", "server 127.0.0.1:1; keepalive 8;", InUpstream},
		{"conf.d/headers.conf", "add_header X y;", InHTTP},
		{"proxy.conf", "proxy_set_header Host $host;", InHTTP},
		{"a.conf", "", InMain},
	}
	for _, c := range cases {
		s := siteOf(c.name, c.text)
		if got := s.Roots[0].Context; got != c.want {
			t.Errorf("%s %q: %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestEffective(t *testing.T) {
	const conf = `events {}
http {
    add_header A 1;
    add_header B 2;
    server_tokens off;
    server {
        include unknown.conf;
        root /srv;
        location /a { add_header C 3; if ($x) { add_header D 4; } }
        location /b { }
    }
}
`
	s := siteOf("nginx.conf", conf)
	cases := []struct {
		block, name string
		state       State
		values      string
	}{
		{"location /a", "add_header", Set, "C 3"},
		{"if ($x)", "add_header", Set, "D 4"},
		{"location /b", "add_header", Unseen, ""},
		{"location /b", "root", Set, "/srv"},
		{"location /b", "autoindex", Unseen, ""},
		{"location /b", "alias", Default, ""},
		{"http", "autoindex", Default, ""},
		{"http", "add_header", Set, "A 1|B 2"},
	}
	for _, c := range cases {
		v := find(t, s, c.block).Effective(c.name)
		var values []string
		for _, d := range v.Directives {
			values = append(values, strings.TrimPrefix(d.Head().Text(), c.name+" "))
		}
		if got := strings.Join(values, "|"); v.State != c.state || got != c.values {
			t.Errorf("%s at %s: state %d %q, want %d %q", c.name, c.block, v.State, got, c.state, c.values)
		}
	}
}

func TestIncludes(t *testing.T) {
	s := siteOf(
		"etc/nginx/nginx.conf", "events {} http { include /etc/nginx/conf.d/*.conf; include mime.types; include sites-enabled/*; }",
		"conf.d/tokens.conf", "server_tokens off;",
		"shop", "server { listen 80; include snippets/tls.conf; }",
		"snippets/tls.conf", "ssl_protocols TLSv1.3;",
	)
	if len(s.Roots) != 1 {
		t.Fatalf("%d roots, want 1", len(s.Roots))
	}
	server := find(t, s, "server")
	for name, want := range map[string]State{"server_tokens": Set, "ssl_protocols": Set, "autoindex": Default} {
		if v := server.Effective(name); v.State != want {
			t.Errorf("%s: state %d, want %d", name, v.State, want)
		}
	}
}

func TestIncludeOfItself(t *testing.T) {
	s := siteOf("a.conf", "server { include b.conf; }", "b.conf", "location / { } include b.conf; include c.conf;", "c.conf", "include b.conf;")
	if len(s.Servers) != 1 {
		t.Errorf("%d servers, want 1", len(s.Servers))
	}
}

func TestMatches(t *testing.T) {
	cases := []struct {
		name, pattern string
		want          bool
	}{
		{"shop.conf", "/etc/nginx/conf.d/*.conf", true},
		{"conf.d/shop.conf", "/etc/nginx/conf.d/*.conf", true},
		{"/backup/etc/nginx/conf.d/shop.conf", "conf.d/*.conf", true},
		{"sites/shop.conf", "/etc/nginx/conf.d/*.conf", false},
		{"shop", "/etc/nginx/conf.d/*.conf", false},
	}
	for _, c := range cases {
		if got := matches(c.name, c.pattern); got != c.want {
			t.Errorf("matches(%q, %q) = %v", c.name, c.pattern, got)
		}
	}
}

func TestSocket(t *testing.T) {
	for address, want := range map[string]string{
		"80": "*:80", "*:80": "*:80", "0.0.0.0:80": "*:80", "127.0.0.1": "127.0.0.1:80", "[::]:443": "[::]:443",
		"[0:0::0]": "[::]:80", "unix:/run/x": "unix:/run/x", "localhost:8080": "localhost:8080",
	} {
		if got, _ := socket(address); got != want {
			t.Errorf("socket(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestBreaks(t *testing.T) {
	cases := []struct {
		text string
		want lineBreak
	}{
		{"server { return 301 $uri; }", canCR | canLF},
		{"server { return 301 ${document_uri}; }", canCR | canLF},
		{"server { return 301 $request_uri$args$http_x$host; }", 0},
		{"server { location = /a { return 301 $uri; } }", 0},
		{"server { location ~ ^/(.*) { return 301 $1; } }", canCR},
		{"server { location ~ ^/([^/]*) { return 301 $1; } }", canCR | canLF},
		{"server { location ~ ^/([\\w-]+)$ { return 301 $1; } }", 0},
		{"server { location ~ ^/(?<x>[^.]+) { return 301 $x; } }", canCR | canLF},
		{"server { location ~ (?s)^/(.*) { return 301 $1; } }", canCR | canLF},
		{"server { if ($request_uri ~ \"^/([^?]*)\") { return 301 $1; } }", 0},
		{"server { if ($uri ~ \"^/([^?]*)\") { return 301 $1; } }", canCR | canLF},
		{"server { set $a $uri; set $b $a; return 301 $b; }", canCR | canLF},
		{"server { set $a $b; set $b $a; return 301 $b; }", 0},
		{"map $uri $m { ~^/([^/]*) $1; } server { return 301 $m; }", canCR | canLF},
		{"map $host $m { ~^([^/]*) $1; } server { return 301 $m; }", 0},
		{"server { rewrite ^/([^x]*) /y; return 301 $1; }", canCR | canLF},
	}
	for _, c := range cases {
		s := siteOf("a.conf", c.text)
		var got lineBreak
		s.eachOwn("return", func(b *Block, d *Directive) { got, _ = b.breaks(d.Arg(1), d) })
		if got != c.want {
			t.Errorf("%s: %b, want %b", c.text, got, c.want)
		}
	}
}

func TestDetect(t *testing.T) {
	const site = "server {\n    listen 80;\n    server_name a;\n    return 404;\n}\n"
	cases := []struct {
		name, text  string
		least, most int
	}{
		{"nginx.conf", "", 100, 100},
		{"shop.conf", "server {\n    listen 80;\n    server_name a;\n}\n", 80, 95},
		{"sites-available/shop", "# empty\n", 40, 60},
		{"snippet.conf", "proxy_set_header Host $host;\nproxy_pass http://u;\n", 50, 95},
		{"dump.txt", "# configuration file /etc/nginx/nginx.conf:\nuser www-data;\n", 90, 95},
		{"README.md", "```nginx\nserver {\n    listen 80;\n}\n```\n", 0, 0},
		{"settings.py", "DEBUG = True\n", 0, 0},
		{"notes.txt", "The server {block} is fine; we listen.\n", 0, 20},
		{"apache.conf", "<VirtualHost *:80>\nServerName a\n</VirtualHost>\n", 0, 0},
		{"a.service", "[Service]\nExecStart=/bin/x\n", 0, 0},
		{"main.c", "int main() {\n    return 0;\n}\n", 0, 0},
		{"main.c", site, 0, 0},
		{"shop.example.com", site, 85, 85},
		{"pasted", site, 85, 85},
		{"pasted", "events {} http { server { listen 80; } }", 85, 85},
		{"pasted", "location / {\n    try_files\n        $uri\n        @app;\n}\n", 30, 85},
		{"pasted", "allow 192.0.2.0/24;\ndeny all;\n", 30, 40},
		{"pasted", "include snippets/a.conf;\ninclude snippets/b.conf;\n#include c.conf;\n", 30, 40},
		{"pasted", "map $http_upgrade $upgrade {\n    default upgrade;\n    '' close;\n}\n", 40, 40},
		{"snippets/fastcgi-php.conf", "fastcgi_index index.php;\ninclude fastcgi.conf;\n", 30, 85},
		{"nginx/snippets/office.conf", "# the office\nallow 192.0.2.0/24;\ndeny all;\n", 50, 95},
		{"pasted", "#!/usr/bin/perl\nuse strict;\nmy $x = 1;\nif ($x) {\n  listen SOCK, 5;\n  error_log $x;\n  access_log $x;\n}\nreturn 1;\n", 0, 0},
		{"pasted", "<?php\ninclude 'a';\nset $x;\nreturn $y;\n", 0, 0},
		{"pasted", "#include <stdio.h>\nint main() {\n    return 0;\n}\n", 0, 0},
		{"pasted", "const a = 1;\nif (a) {\n  break;\n}\nreturn a;\n", 0, 0},
		{"pasted", "if {$x} {\n  set y 1;\n  return $y;\n}\nproc z {} {\n}\n", 0, 0},
		{"named.conf", "// local zones\ninclude \"/etc/bind/a\";\ninclude \"/etc/bind/b\";\nzone \"a\" {\n  allow-query { any; };\n};\n", 0, 0},
		{"nginx/munin-cgi.conf", "# CGI\ngraph_strategy cgi\nhtml_strategy cgi\n", 0, 0},
		{"pasted", "types {\n    text/html html htm;\n}\n", 30, 40},
		{"etc/mime.types", "# types\ntext/html html htm\n", 0, 0},
		{"advice.txt", strings.Repeat("Write what the server answers.\n", 20) + "server {\n", 0, 25},
	}
	for _, c := range cases {
		if got := detect(c.name, c.text); got < c.least || got > c.most {
			t.Errorf("%s: %d, want %d to %d", c.name, got, c.least, c.most)
		}
	}
}

// run audits a stack and gives the report.
func run(stack *audit.Stack) *audit.Report {
	auditStack(stack)
	return stack.Report()
}

// TestSecretsStayWhereTheyAre checks that no message and no fix repeats what a
// header, a variable or an address may keep secret.
func TestSecretsStayWhereTheyAre(t *testing.T) {
	const text = `server {
    listen 80;
    proxy_set_header X-Api-Key hidden1
    proxy_set_header Authorization "Basic hidden2";
    add_header X-Token hidden3;
    set $key hidden4;
    location / { proxy_set_header Upgrade $http_upgrade; add_header A b; proxy_pass http://a.user:hidden5@api.example.com; }
}
`
	report := run(stackOf("a.conf", text))
	var said strings.Builder
	for _, p := range report.Problems {
		said.WriteString(p.Message + "\n")
	}
	for _, v := range report.Verdicts {
		said.WriteString(v.Rule + ": " + v.Message + "\n")
		if v.Fix != nil {
			for _, e := range v.Fix.Edits {
				said.WriteString(e.Text + "\n")
			}
		}
	}
	for _, want := range []string{`missing ";" at the end of proxy_set_header`, "nginx/proxy-header-dropped: ", "requests go to api.example.com in clear text"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("not said: %s", want)
		}
	}
	for line := range strings.Lines(said.String()) {
		if strings.Contains(line, "hidden") {
			t.Errorf("a secret is repeated: %s", line)
		}
	}
}

// TestFixes checks the layout that fixes keep where the docs do not show it.
func TestFixes(t *testing.T) {
	cases := []struct{ rule, text, want string }{
		{"server-tokens", "server { server_tokens on; } # x", "server { server_tokens off; } # x"},
		{"header-dropped", "server { add_header X-Frame-Options DENY; location / { add_header A b; } }",
			"server { add_header X-Frame-Options DENY; location / { add_header A b; add_header X-Frame-Options DENY; } }"},
		{"header-dropped", "server {\r\n\tadd_header X-Frame-Options DENY;\r\n\tlocation / {\r\n\t\tadd_header A b; # c\r\n\t}\r\n}\r\n",
			"server {\r\n\tadd_header X-Frame-Options DENY;\r\n\tlocation / {\r\n\t\tadd_header A b; # c\r\n\t\tadd_header X-Frame-Options DENY;\r\n\t}\r\n}\r\n"},
		{"php-path-guessed", "location ~ \\.php$ { fastcgi_pass unix:/x; }", "location ~ \\.php$ { try_files $uri =404; fastcgi_pass unix:/x; }"},
		{"obsolete-header", "server {\n    add_header Expect-CT x; # gone\n    listen 80;\n}\n", "server {\n    listen 80;\n}\n"},
		{"obsolete-header", "server { add_header Expect-CT x; listen 80; }", "server {  listen 80; }"},
		{"allow-without-deny", "location / {\n  allow 10.0.0.1;\n}", "location / {\n  allow 10.0.0.1;\n  deny all;\n}"},
	}
	for _, c := range cases {
		got := "no fix"
		for _, v := range run(stackOf("a.conf", c.text)).Verdicts {
			if v.Rule == "nginx/"+c.rule && v.Fix != nil {
				text, err := audit.Apply(v.Span.File, v.Fix.Edits)
				if err != nil {
					t.Fatal(err)
				}
				got = text
			}
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.rule, got, c.want)
		}
	}
}

// TestAnswering checks which server answers an unknown name on a socket.
func TestAnswering(t *testing.T) {
	s := siteOf("nginx.conf", "events {} http {"+
		"server { listen 80; server_name a; } server { listen 80 default_server; listen 443 ssl; server_name b; } server { listen 0.0.0.0:443 ssl; server_name c; } }")
	for socket, want := range map[string]string{"*:80": "b", "*:443": "b"} {
		if v := s.Answering(socket); v == nil || v.Names[0] != want {
			t.Errorf("%s is answered by %v, want %s", socket, v, want)
		}
	}
	if s.Answering("*:8080") != nil {
		t.Error("a socket that nobody listens on is answered")
	}
}

// TestEveryDirective puts every directive at every level, with too few and too
// many arguments and as a block: no rule may crash on it.
func TestEveryDirective(t *testing.T) {
	for name := range directives() {
		for _, form := range []string{name + ";", name + ` "";`, name + " a b c d;", name + " on {}", name + " $1 ~ ( {x;}"} {
			text := "http { " + form + " server { listen 443 ssl; " + form + " location ~ (a { " + form + " if ($a ~ b) { " + form + " } limit_except GET { " + form + " } } } upstream u { " + form + " } }"
			if r := run(stackOf("nginx.conf", text, "part.conf", form)); len(r.Crashes) > 0 {
				t.Fatalf("%s: %v", form, r.Crashes)
			}
		}
	}
}

// TestHostileSite audits texts on which a quadratic rule needs minutes.
func TestHostileSite(t *testing.T) {
	for name, text := range map[string]string{
		"braces": strings.Repeat("{", 1<<20), "nested": strings.Repeat("location a{", 100_000), "unknown": strings.Repeat("frob x;", 150_000),
		"locations": "server {" + strings.Repeat("location /a {alias /b/;add_header A b;}\n", 25_000), "servers": strings.Repeat("server{listen 80;server_name a;location /{proxy_pass http://$uri;}}\n", 15_000),
		"returns": "server { rewrite ^ /;" + strings.Repeat("return 301 $1;", 70_000), "sets": strings.Repeat("set $a $a$b$uri;", 60_000),
		"includes": "http {" + strings.Repeat("include x;", 50_000) + strings.Repeat("server{listen 1;}", 20_000),
		"itself":   strings.Repeat("include nginx.conf;", 50_000), "maps": strings.Repeat("map $a $b { ~^(.*)$ $1; }", 40_000),
		"expression": "server { location ~ \"" + strings.Repeat("(a|", 300_000) + "\" { alias /x/$1; return 301 $1; } }",
	} {
		t.Run(name, func(t *testing.T) {
			if r := run(stackOf("nginx.conf", text)); len(r.Crashes) > 0 {
				t.Error(r.Crashes)
			}
		})
	}
}

func FuzzAudit(f *testing.F) {
	for _, seed := range []string{
		"server { listen 443 ssl; location /a { alias /b/; } }", "http { include x; add_header A b; server { return 301 $uri; } }",
		"if ($a ~ (x) { return 301 $1; }", "map $a $b { ~^(.*) $1; default \"\"; }", "location ~ ^/a{2}(b[^c]) { alias /x/$1; }", "listen;location;if;server{}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		report := run(stackOf("a.conf", text, "b.conf", "server { include a.conf; listen 80; root /x; }"))
		if len(report.Crashes) > 0 {
			t.Fatal(report.Crashes)
		}
		for _, v := range report.Verdicts {
			if v.Span.IsZero() || v.Span.Start > v.Span.End || v.Span.End > len(v.Span.File.Text) {
				t.Fatalf("%s: bad span", v.Rule)
			}
			if v.Fix != nil {
				if _, err := audit.Apply(v.Span.File, v.Fix.Edits); err != nil {
					t.Fatalf("%s: %v", v.Rule, err)
				}
			}
		}
	})
}

func BenchmarkAudit(b *testing.B) {
	one := "server {\n    listen 80;\n    server_name a.example;\n    root /srv/a;\n    location /x {\n        add_header X \"a\" always;\n        proxy_pass http://127.0.0.1:8000;\n    }\n}\n"
	for _, size := range []int{2 << 10, 100 << 10, 1 << 20} {
		text := strings.Repeat(one, size/len(one))
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				run(stackOf("a.conf", text))
			}
		})
	}
}
