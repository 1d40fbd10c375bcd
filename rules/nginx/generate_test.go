package nginx

import (
	"math/rand/v2"
	"strings"
)

// lines are directives with values that nginx takes on any machine, by level.
var lines = map[Context][]string{
	InMain: {"worker_processes 2;", "pid logs/n.pid;", "daemon off;", "timer_resolution 100ms;", "pcre_jit on;"},
	InHTTP: {
		"sendfile on;", "tcp_nopush on;", "server_tokens off;", "keepalive_timeout 30 60;", "client_max_body_size 8m;",
		"add_header X-A \"b c\" always;", "log_format main '$remote_addr - $status';", "map $host $m { default 0; a.example 1; }",
		"limit_req_zone $binary_remote_addr zone=z:1m rate=5r/s;", "gzip on;", "types { text/html html htm; }", "charset utf-8;",
	},
	InServer: {
		"listen 127.0.0.1:18080;", "server_name a.example b.example;", "root /srv/a;", "index index.html;", "autoindex off;",
		"error_page 404 /404.html;", "add_header X-B c;", "client_body_timeout 10s;", "set $v 1;", "access_log off;",
		"rewrite ^/a$ /b last;", "merge_slashes on;",
	},
	InLocation: {
		"proxy_pass http://127.0.0.1:8000;", "proxy_set_header Host $host;", "alias /srv/b/;", "expires 1d;", "deny all;",
		"allow 127.0.0.1;", "try_files $uri =404;", "return 301 /x;", "internal;", "proxy_buffering off;", "add_header X-C 'd';",
		"limit_except GET { deny all; }", "if ($host = a) { return 403; }",
	},
}

// generate writes a configuration, most often with one fault.
func generate(random *rand.Rand) string {
	var out strings.Builder
	some(&out, random, InMain, 0)
	out.WriteString("events {\n    worker_connections 64;\n}\nhttp {\n")
	some(&out, random, InHTTP, 1)
	for range 1 + random.IntN(2) {
		out.WriteString("    server {\n")
		some(&out, random, InServer, 2)
		for i := range random.IntN(3) {
			out.WriteString("        location /" + strings.Repeat("l", i+1) + " {\n")
			some(&out, random, InLocation, 3)
			out.WriteString("        }\n")
		}
		out.WriteString("    }\n")
	}
	out.WriteString("}\n")
	if random.IntN(8) == 0 {
		return out.String()
	}
	return fault(random, out.String())
}

// some writes a few directives of a level, now and then one of another.
func some(out *strings.Builder, random *rand.Rand, c Context, depth int) {
	from := lines[c]
	for _, i := range random.Perm(len(from))[:random.IntN(4)] {
		out.WriteString(strings.Repeat("    ", depth) + from[i] + "\n")
	}
}

// fault breaks a text in one place.
func fault(random *rand.Rand, text string) string {
	switch random.IntN(9) {
	case 0:
		return without(random, text, ";")
	case 1:
		return without(random, text, "}")
	case 2:
		return without(random, text, "{")
	case 3:
		return insert(random, text, []string{"}", "{", ";", "\"", "'", "\\", "#", "\u00a0", "x y;", "}}"}[random.IntN(10)])
	case 4:
		return line(random, text, []string{"frobnicate on;", "sever_tokens off;", "Root /a;", "root;", "root /a /b;", "sendfile yes;", "location /q;"}[random.IntN(7)])
	case 5:
		return line(random, text, "worker_connections 10;")
	case 6:
		return line(random, text, "proxy_pass http://127.0.0.1:1;")
	case 7:
		return line(random, text, []string{"sendfile on {", "server;", "if $a {", "location % /a {", "add_header \"X\"Y z;", "keepalive_timeout 1q;", "client_max_body_size 1X;"}[random.IntN(7)])
	}
	return text[:random.IntN(len(text))]
}

func without(random *rand.Rand, text, mark string) string {
	n := random.IntN(strings.Count(text, mark))
	at := -1
	for range n + 1 {
		at += 1 + strings.Index(text[at+1:], mark)
	}
	return text[:at] + text[at+1:]
}

func insert(random *rand.Rand, text, mark string) string {
	at := random.IntN(len(text))
	return text[:at] + mark + text[at:]
}

func line(random *rand.Rand, text, mark string) string {
	all := strings.SplitAfter(text, "\n")
	at := random.IntN(len(all))
	return strings.Join(all[:at], "") + mark + "\n" + strings.Join(all[at:], "")
}
