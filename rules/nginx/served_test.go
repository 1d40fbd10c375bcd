package nginx

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/fcgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"preflight/rules/audit"
)

// served are faulty configurations, what a client sends, and what shows the
// fault in the answer. PORT, APP, FCGI and DIR are put in.
var served = []struct {
	rule, conf, request, shows string
}{
	{"header-dropped", "server { listen 127.0.0.1:PORT; add_header X-Frame-Options DENY always; location / { add_header A b; return 200 x; } }",
		"GET / HTTP/1.0\r\n\r\n", "!X-Frame-Options"},
	{"header-without-always", "server { listen 127.0.0.1:PORT; add_header X-Frame-Options DENY; location / { return 404; } }",
		"GET / HTTP/1.0\r\n\r\n", "!X-Frame-Options"},
	{"alias-traversal", "server { listen 127.0.0.1:PORT; location /static { alias DIR/static/; } }",
		"GET /static../secret.txt HTTP/1.0\r\n\r\n", "the secret"},
	{"alias-traversal", "server { listen 127.0.0.1:PORT; location ~ ^/static(.*)$ { alias DIR/static/$1; } }",
		"GET /static../secret.txt HTTP/1.0\r\n\r\n", "the secret"},
	{"crlf-injection", "server { listen 127.0.0.1:PORT; return 301 http://shop.example$uri; }",
		"GET /a%0d%0aX-Injected:%20yes HTTP/1.0\r\n\r\n", "\nX-Injected: yes"},
	{"crlf-injection", "server { listen 127.0.0.1:PORT; location ~ ^/v1/([^.]*)$ { add_header X-Action $1; return 200 x; } }",
		"GET /v1/a%0d%0aX-Injected:%20yes HTTP/1.0\r\n\r\n", "\nX-Injected: yes"},
	{"crlf-injection", "server { listen 127.0.0.1:PORT; rewrite ^ http://shop.example$uri permanent; }",
		"GET /a%0d%0aX-Injected:%20yes HTTP/1.0\r\n\r\n", "\nX-Injected: yes"},
	{"default-server-missing", "server { listen 127.0.0.1:PORT; server_name shop.example; location / { proxy_set_header Host $host; proxy_pass http://APP; } }",
		"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "Host=evil.example"},
	{"host-from-client", "server { listen 127.0.0.1:PORT; location / { proxy_set_header Host $http_host; proxy_pass http://APP; } }",
		"GET http://shop.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "Host=evil.example"},
	{"host-not-passed", "server { listen 127.0.0.1:PORT; location / { proxy_pass http://APP; } }",
		"GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n", "Host=127.0.0.1"},
	{"forwarded-proto-from-client", "server { listen 127.0.0.1:PORT; location / { proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto; proxy_pass http://APP; } }",
		"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n", "Proto=https"},
	{"forwarded-for-from-client", "server { listen 127.0.0.1:PORT; location / { proxy_set_header X-Real-IP $http_x_real_ip; proxy_pass http://APP; } }",
		"GET / HTTP/1.1\r\nHost: a\r\nX-Real-IP: 192.0.2.7\r\nConnection: close\r\n\r\n", "Real=192.0.2.7"},
	{"access-rules-bypassed", "server { listen 127.0.0.1:PORT; location / { deny all; return 200 answered; } }",
		"GET / HTTP/1.0\r\n\r\n", "answered"},
	{"allow-without-deny", "server { listen 127.0.0.1:PORT; location / { allow 192.0.2.1; root DIR; } }",
		"GET /secret.txt HTTP/1.0\r\n\r\n", "the secret"},
	{"autoindex", "server { listen 127.0.0.1:PORT; location / { root DIR; autoindex on; } }",
		"GET / HTTP/1.0\r\n\r\n", "secret.txt"},
	{"dotfiles-served", "server { listen 127.0.0.1:PORT; root DIR; location /x { } }",
		"GET /.env HTTP/1.0\r\n\r\n", "PASSWORD"},
	{"server-tokens", "server { listen 127.0.0.1:PORT; location / { return 204; } }",
		"GET / HTTP/1.0\r\n\r\n", "Server: nginx/1"},
	{"redirect-to-client-host", "server { listen 127.0.0.1:PORT; return 301 https://$http_host$request_uri; }",
		"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "Location: https://evil.example/"},
	{"proxy-to-client-host", "server { listen 127.0.0.1:PORT; location ~ ^/to/(.*)$ { proxy_pass http://$1; } }",
		"GET /to/APP HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "Host="},
	{"status-page-exposed", "server { listen 127.0.0.1:PORT; location / { stub_status; } }",
		"GET / HTTP/1.0\r\n\r\n", "Active connections"},
	{"exact-guard-bypassed", "server { listen 127.0.0.1:PORT; location = /admin { deny all; } location / { proxy_pass http://APP; } }",
		"GET /admin/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "Host=127.0.0.1"},
	{"alias-misses-files", "server { listen 127.0.0.1:PORT; location /static/ { alias DIR/static/; try_files $uri /static/a.txt =404; } }",
		"GET /static/none HTTP/1.0\r\n\r\n", " 404 Not Found"},
	{"alias-misses-files", "server { listen 127.0.0.1:PORT; location ~ ^/static/(.*)$ { alias DIR/static/$1; try_files $uri =404; } }",
		"GET /static/a.txt HTTP/1.0\r\n\r\n", " 404 Not Found"},
	{"uploads-inline", "types { text/html html; } server { listen 127.0.0.1:PORT; location /media/ { root DIR; } }",
		"GET /media/x.html HTTP/1.0\r\n\r\n", "Content-Type: text/html"},
	{"backup-files-served", "server { listen 127.0.0.1:PORT; root DIR; location ~ \\.php$ { fastcgi_pass FCGI; } }",
		"GET /config.php~ HTTP/1.0\r\n\r\n", "PASSWORD"},
	{"h2c-upgrade-passed", "server { listen 127.0.0.1:PORT; location / { proxy_pass http://APP; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; } }",
		"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: close\r\n\r\n", "Upgrade=h2c"},
	{"httpoxy", "server { listen 127.0.0.1:PORT; location / { fastcgi_pass FCGI; fastcgi_param REQUEST_METHOD $request_method; fastcgi_param SERVER_PROTOCOL $server_protocol; fastcgi_param REQUEST_URI $request_uri; } }",
		"GET / HTTP/1.0\r\nProxy: evil.example\r\n\r\n", "Proxy=evil.example"},
	{"slow-expression", "server { listen 127.0.0.1:PORT; location ~ ^/(a+)+$ { return 204; } }",
		"GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! HTTP/1.0\r\n\r\n", " 500 Internal"},
}

// TestServed has a real nginx serve faulty configurations, and checks both
// that the fault is there and that the rule finds it. Where there is no nginx,
// only the rule is checked.
func TestServed(t *testing.T) {
	binary, err := exec.LookPath("nginx")
	if err != nil {
		t.Log("no nginx on this machine: the faults are not shown, only found")
	}
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "Host=%s Proto=%s Real=%s Upgrade=%s Proxy=%s",
			r.Host, r.Header.Get("X-Forwarded-Proto"), r.Header.Get("X-Real-IP"), r.Header.Get("Upgrade"), r.Header.Get("Proxy"))
	}))
	defer app.Close()
	scripts, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback network")
	}
	defer scripts.Close()
	go func() { _ = fcgi.Serve(scripts, app.Config.Handler) }()
	dir := t.TempDir()
	for name, text := range map[string]string{"secret.txt": "the secret", ".env": "PASSWORD=x", "config.php~": "PASSWORD=x", "static/a.txt": "a", "media/x.html": "<script>", "logs/x": ""} {
		path := filepath.Join(dir, name)
		if os.MkdirAll(filepath.Dir(path), 0o755) != nil || os.WriteFile(path, []byte(text), 0o644) != nil {
			t.Fatal("cannot write " + path)
		}
	}
	for p := dir; len(p) > len(os.TempDir()); p = filepath.Dir(p) {
		if err := os.Chmod(p, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for i, c := range served {
		t.Run(fmt.Sprintf("%s %d", c.rule, i), func(t *testing.T) {
			put := strings.NewReplacer("PORT", "%d", "APP", strings.TrimPrefix(app.URL, "http://"), "FCGI", scripts.Addr().String(), "DIR", dir)
			conf := put.Replace(c.conf)
			if !finds(c.rule, "events {} http { "+fmt.Sprintf(conf, 80)+" }") {
				t.Errorf("the rule finds nothing in %s", c.conf)
			}
			if binary == "" {
				return
			}
			answer := serve(t, binary, dir, conf, put.Replace(c.request))
			absent, inverted := strings.CutPrefix(c.shows, "!")
			if inverted == strings.Contains(answer, absent) {
				t.Errorf("the answer does not show the fault (%s):\n%s", c.shows, answer)
			}
		})
	}
}

func finds(rule, conf string) bool {
	conf = strings.ReplaceAll(conf, "127.0.0.1:80;", "80;") // rules leave local sockets alone
	report := run(stackOf("nginx.conf", conf))
	for _, v := range report.Verdicts {
		if v.Rule == "nginx/"+rule && v.Outcome == audit.Fail {
			return true
		}
	}
	return false
}

// serve starts nginx on a free port, sends one request and gives the answer.
func serve(t *testing.T, binary, dir, conf, request string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback network")
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	text := "daemon off; master_process off; pid logs/pid; error_log stderr; events {} http { access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s; " +
		fmt.Sprintf(conf, port) + " }"
	path := filepath.Join(dir, "n.conf")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "-p", dir+"/", "-c", path, "-e", "stderr")
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	for range 100 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		defer conn.Close()
		_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
		fmt.Fprint(conn, request)
		answer, _ := io.ReadAll(bufio.NewReader(conn))
		return strings.ReplaceAll(string(answer), "\r\n", "\n")
	}
	t.Fatalf("nginx does not answer: %s", log.String())
	return ""
}
