package stack_test

import (
	"strings"
	"testing"
)

// front is a whole nginx.conf that hands requests on to an address.
func front(target, more string) string {
	return "events {}\nhttp {\n  server {\n    listen 443 ssl;\n    server_name shop.example;\n    location / {\n      proxy_pass http://" + target + ";\n      " + more + "\n    }\n  }\n}\n"
}

func TestWhereTheApplicationListens(t *testing.T) {
	for _, row := range []struct{ name, target, conf, want string }{
		{"the same port", "127.0.0.1:8000", "bind = '127.0.0.1:8000'", ""},
		{"on every address", "127.0.0.1:8000", "bind = ':8000'", ""},
		{"by another name", "localhost:8000", "bind = ['0.0.0.0:8000', '[::]:8000']", ""},
		{"another port", "127.0.0.1:8001", "bind = '127.0.0.1:8000'", "nginx.conf:7 high"},
		{"the default port", "127.0.0.1:8080", "workers = 3", "nginx.conf:7 high"},
		{"the same socket", "unix:/run/shop.sock", "bind = 'unix:/run/shop.sock'", ""},
		{"the same socket by its old path", "unix:/run/shop.sock:/", "bind = 'unix:/var/run/shop.sock'", ""},
		{"another socket", "unix:/run/shop.sock", "bind = 'unix:/run/web.sock'", "nginx.conf:7 high"},
		{"a socket for a port", "127.0.0.1:8000", "bind = 'unix:/run/web.sock'", "nginx.conf:7 high"},
		{"a name of another machine", "app.internal:8001", "bind = '0.0.0.0:8000'", ""},
		{"the environment decides", "127.0.0.1:8001", "import os\nbind = os.environ['BIND']", "nginx.conf:7 ?"},
	} {
		got := said("stack/address-mismatch", "settings.py", settings, "nginx.conf", front(row.target, ""), "gunicorn.conf.py", row.conf+"\n")
		if got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
	socket := "[Socket]\nListenStream=/run/shop.sock\n"
	if got := said("stack/address-mismatch", "settings.py", settings, "nginx.conf", front("unix:/run/shop.sock", ""), "gunicorn.conf.py", "workers = 3\n", "shop.socket", socket); got != "" {
		t.Errorf("systemd hands the socket over: %q", got)
	}
}

func TestWhoGivesUpFirst(t *testing.T) {
	const there = "127.0.0.1:8000"
	for _, row := range []struct{ name, nginx, conf, want string }{
		{"both defaults", front(there, ""), "workers = 3", ""},
		{"gunicorn waits longer", front(there, ""), "timeout = 90", "nginx.conf:7 low"},
		{"nginx waits as long", front(there, "proxy_read_timeout 1m30s;"), "timeout = 90", ""},
		{"nginx waits less than its default", front(there, "proxy_read_timeout 20;"), "timeout = 30", "nginx.conf:7 low"},
		{"threads take several requests", front(there, ""), "timeout = 90\nthreads = 4", ""},
		{"asynchronous workers", front(there, ""), "timeout = 90\nworker_class = 'gevent'", ""},
		{"no limit", front(there, ""), "timeout = 0", ""},
		{"the level above is not given", strings.Replace(site, "listen 80", "listen 8080", 1), "timeout = 90", "nginx.conf:13 ?"},
		{"another application", front("127.0.0.1:9000", ""), "timeout = 90", ""},
	} {
		got := said("stack/timeout-order", "settings.py", settings, "nginx.conf", row.nginx, "gunicorn.conf.py", row.conf+"\n")
		if got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}
