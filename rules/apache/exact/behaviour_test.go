package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"preflight/rules/apache"
	"preflight/rules/audit"
)

// behaviours are configurations that a rule refuses and what a request shows:
// the fault with the bad one, nothing of it with the good one.
var behaviours = []struct {
	rule, bad, good string
	request         string // first line and headers, "|" between lines
	shows           string // part of the answer that shows the fault
}{
	{"trace-enabled", "TraceEnable On", "TraceEnable Off", "TRACE /a.html|X-Secret: tuna", "X-Secret: tuna"},
	{"server-tokens", "ServerTokens Full", "ServerTokens Prod", "GET /a.html", "Server: Apache/2"},
	{"header-not-always", "Header set X-Content-Type-Options nosniff", "Header always set X-Content-Type-Options nosniff", "GET /none", "!X-Content-Type-Options"},
	{"alias-slash", "Alias /s/ {DIR}/static", "Alias /s/ {DIR}/static/", "GET /s/_old/x.txt", "old secret"},
	{"hidden-files-served", "DocumentRoot {DIR}/www", "RedirectMatch 404 \"/\\.(?!well-known)\"", "GET /.git/config", "repository"},
	{"directory-listing", "<Directory {DIR}/www>\nOptions Indexes\n</Directory>", "<Directory {DIR}/www>\nOptions None\n</Directory>", "GET /folder/", "Index of /folder"},
	{"require-overruled", "<Location /a.html>\nRequire all granted\nRequire ip 203.0.113.9\n</Location>", "<Location /a.html>\nRequire ip 203.0.113.9\n</Location>", "GET /a.html", "plain page"},
	{"limit-partial", "<Location /a.html>\n<Limit GET POST>\nRequire ip 203.0.113.9\n</Limit>\n</Location>", "<Location /a.html>\nRequire ip 203.0.113.9\n</Location>", "OPTIONS /a.html", "200 OK"},
	{"comment-continued", "# no pages \\\nRedirect 403 /", "# no pages\nRedirect 403 /", "GET /a.html", "plain page"},
	{"status-exposed", "<Location /st>\nSetHandler server-status\n</Location>", "<Location /st>\nSetHandler server-status\nRequire ip 203.0.113.9\n</Location>", "GET /st", "Server uptime"},
	{"double-extension", "AddHandler cgi-script .php\nAddHandler server-status .php", "<FilesMatch \"\\.php$\">\nSetHandler server-status\n</FilesMatch>", "GET /photo.php.jpg", "Server uptime"},
	{"double-extension", "AddType image/jpeg .jpg\nAddType application/x-httpd-php .php\nAddType application/x-httpd-status .php", "<FilesMatch \"\\.php$\">\nSetHandler server-status\n</FilesMatch>", "GET /shell.php.xyz", "Server uptime"},
	{"override-all", "<Directory {DIR}/www>\nAllowOverride All\n</Directory>", "<Directory {DIR}/www>\nAllowOverride None\n</Directory>", "GET /obeyed/", "X-From: htaccess"},
	{"proxy-host-suffix", "RewriteEngine On\nRewriteRule ^/p(.*)$ http://127.0.0.1$1 [P]", "RewriteEngine On\nRewriteRule ^/p(.*)$ http://127.0.0.1/$1 [P]", "GET /p:{BACKEND}/x", "backend saw"},
	{"proxy-to-host", "RewriteEngine On\nRewriteRule ^/p(.*)$ http://%{HTTP_HOST}/$1 [P]", "ProxyPass /p http://127.0.0.1:9/", "GET /p/x|Host: 127.0.0.1:{BACKEND}", "backend saw"},
	{"forwarded-proto-missing", "<VirtualHost *:*>\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "<VirtualHost *:*>\nRequestHeader set X-Forwarded-Proto http\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "GET /x|X-Forwarded-Proto: https", "proto https"},
	{"forwarded-proto-wrong", "<VirtualHost *:80 *:{PORT}>\nRequestHeader set X-Forwarded-Proto https\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "<VirtualHost *:80 *:{PORT}>\nRequestHeader set X-Forwarded-Proto http\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "GET /x", "proto https"},
	{"catch-all-missing", "<VirtualHost *:{PORT}>\nServerName shop.example\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "<VirtualHost *:{PORT}>\nServerName none.invalid\nRedirect 404 /\n</VirtualHost>", "GET /x|Host: evil.example", "backend saw"},
	{"host-redirect", "<VirtualHost *:{PORT}>\nRewriteEngine On\nRewriteRule ^ https://%{HTTP_HOST}/ [R]\n</VirtualHost>", "<VirtualHost *:{PORT}>\nRedirect / https://shop.example/\n</VirtualHost>", "GET /x|Host: evil.example", "Location: https://evil.example/"},
	{"cors-any-origin", "Header always set Access-Control-Allow-Origin \"expr=%{HTTP:Origin}\"", "Header always set Access-Control-Allow-Origin https://app.example", "GET /a.html|Origin: https://evil.example", "Access-Control-Allow-Origin: https://evil.example"},
	{"remoteip-trusts-all", "RemoteIPHeader X-Forwarded-For", "# nothing", "GET /ip|X-Forwarded-For: 198.51.100.7", "from 198.51.100.7"},
	{"encoded-slashes", "AllowEncodedSlashes On\nProxyPass /e/ http://127.0.0.1:{BACKEND}/", "AllowEncodedSlashes NoDecode\nProxyPass /e/ http://127.0.0.1:{BACKEND}/", "GET /e/a%2Fb", "raw /a/b"},
	{"access-by-header", "SetEnvIf X-Forwarded-For ^203 office\n<Location /a.html>\nRequire env office\n</Location>", "<Location /a.html>\nRequire ip 203.0.113.7\n</Location>", "GET /a.html|X-Forwarded-For: 203.0.113.7", "plain page"},
	{"host-not-passed", "<VirtualHost *:*>\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "<VirtualHost *:*>\nProxyPreserveHost On\nProxyPass / http://127.0.0.1:{BACKEND}/\n</VirtualHost>", "GET /x|Host: shop.example", "saw host 127.0.0.1"},
	{"redirect-host-suffix", "Redirect / https://shop.example", "Redirect / https://shop.example/", "GET /.evil.example/", "Location: https://shop.example.evil.example/"},
	{"redirect-host-suffix", "RedirectMatch ^/old/(.*)$ https://shop.example$1", "RedirectMatch ^/old/(.*)$ https://shop.example/$1", "GET /old/.evil.example/", "Location: https://shop.example.evil.example/"},
	{"duplicate-header", "Header set X-Frame-Options DENY\nHeader always set X-Frame-Options SAMEORIGIN", "Header always set X-Frame-Options SAMEORIGIN", "GET /a.html", "X-Frame-Options: DENY"},
	{"multiviews", "AddType text/plain .py .bak\n<Directory {DIR}/www>\nOptions MultiViews\n</Directory>", "AddType text/plain .py .bak\n<Directory {DIR}/www>\nOptions None\n</Directory>", "GET /settings", "copied secret"},
	{"backup-files-served", "DocumentRoot {DIR}/www", "<FilesMatch \"\\.bak$\">\nRequire all denied\n</FilesMatch>", "GET /settings.py.bak", "copied secret"},
	{"framing-allowed", "DocumentRoot {DIR}/www", "Header always set X-Frame-Options DENY", "GET /a.html", "!X-Frame-Options"},
}

// TestFaultsShow serves what rules refuse with a real httpd on loopback.
func TestFaultsShow(t *testing.T) {
	if _, err := exec.LookPath("apache2"); err != nil {
		t.Skip("no apache2 on this machine: nothing is served")
	}
	dir := site(t)
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "backend saw host %s proto %s path %s raw %s", r.Host, r.Header.Get("X-Forwarded-Proto"), r.URL.Path, r.RequestURI)
	}))
	defer backend.Close()
	_, back, _ := net.SplitHostPort(backend.Listener.Addr().String())
	for _, b := range behaviours {
		t.Run(b.rule, func(t *testing.T) {
			port := freePort(t)
			fill := strings.NewReplacer("{DIR}", dir, "{PORT}", port, "{BACKEND}", back)
			for i, text := range []string{b.bad, b.good} {
				text = fill.Replace(text)
				if found := refusedBy(b.rule, text); found != (i == 0) {
					t.Errorf("the rule finds a fault: %v\n%s", found, text)
				}
				answer := serve(t, dir, port, text, fill.Replace(b.request))
				part, absent := strings.CutPrefix(b.shows, "!")
				if shown := strings.Contains(answer, part) != absent; shown != (i == 0) {
					t.Errorf("the fault shows: %v\n%s\n--- answer\n%s", shown, text, answer)
				}
			}
		})
	}
}

// TestTheLastKnownExtensionIsTheType holds what double-extension says of
// AddType, and why it weighs less than AddHandler.
func TestTheLastKnownExtensionIsTheType(t *testing.T) {
	if _, err := exec.LookPath("apache2"); err != nil {
		t.Skip("no apache2 on this machine: nothing is served")
	}
	const types = "AddType image/jpeg .jpg\nAddType application/x-httpd-status .php"
	dir := site(t)
	for name, want := range map[string]string{"photo.php.jpg": "picture", "shell.php.xyz": "Server uptime"} {
		if answer := serve(t, dir, freePort(t), types, "GET /"+name); !strings.Contains(answer, want) {
			t.Errorf("%s: no %q in the answer\n%s", name, want, answer)
		}
	}
}

// refusedBy asks the rule about the text as a whole configuration.
func refusedBy(rule, text string) bool {
	file := &audit.File{Name: "apache2.conf", Kind: apache.Kind, Text: "DocumentRoot /var/empty\n" + text + "\n"}
	stack := audit.NewStack([]*audit.File{file}, nil, nil)
	apache.Format.Audit(stack)
	for _, v := range stack.Report().Verdicts {
		if v.Rule == "apache/"+rule && v.Outcome == audit.Fail {
			return true
		}
	}
	return false
}

// site makes a folder with something to serve.
func site(t *testing.T) string {
	dir, err := os.MkdirTemp("", "behaviour")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for name, text := range map[string]string{
		"www/a.html": "plain page", "www/.git/config": "repository", "www/folder/b.txt": "b", "www/photo.php.jpg": "picture", "www/shell.php.xyz": "shell", "www/settings.py.bak": "copied secret",
		"static/x.txt": "x", "static_old/x.txt": "old secret", "www/obeyed/.htaccess": "Header always set X-From htaccess\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func freePort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// loaded are the modules that the behaviours need.
var loaded = strings.Fields(`mpm_event authz_core authz_host authn_core dir alias autoindex headers mime status rewrite proxy proxy_http remoteip
	setenvif env negotiation`)

// serve runs httpd with the text for one request and gives the whole answer.
func serve(t *testing.T, dir, port, text, request string) string {
	t.Helper()
	lines := []string{"ServerRoot " + dir, "Listen 127.0.0.1:" + port, "PidFile " + dir + "/pid", "ErrorLog " + dir + "/error.log", "ServerName here.test", "Mutex posixsem"}
	for _, m := range loaded {
		lines = append(lines, "LoadModule "+m+"_module /usr/lib/apache2/modules/mod_"+m+".so")
	}
	lines = append(lines, "TypesConfig /dev/null", "User www-data", "Group www-data", "DocumentRoot "+dir+"/www", "LogFormat \"from %a\" ip", "CustomLog "+dir+"/access.log ip",
		"<Directory "+dir+">", "Require all granted", "</Directory>", text)
	path := filepath.Join(dir, "httpd.conf")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	os.Remove(dir + "/access.log")
	os.Remove(dir + "/error.log")
	cmd := exec.Command("apache2", "-X", "-f", path)
	var out strings.Builder
	cmd.Stderr = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	answer := ask(port, request, done)
	cmd.Process.Signal(syscall.SIGTERM)
	if answer == "" {
		log, _ := os.ReadFile(dir + "/error.log")
		t.Fatalf("httpd did not answer\n%s\n%s\n%s", out.String(), log, text)
	}
	<-done
	log, _ := os.ReadFile(dir + "/access.log")
	return answer + "\n" + string(log)
}

// ask sends the request as it is written, once httpd answers the port.
func ask(port, request string, done chan error) string {
	var conn net.Conn
	var err error
	for range 100 {
		if conn, err = net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			break
		}
		select {
		case err := <-done:
			done <- err
			return ""
		case <-time.After(20 * time.Millisecond):
		}
	}
	if err != nil {
		return ""
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	head := strings.Split(request, "|")
	head[0] += " HTTP/1.1"
	if !strings.Contains(request, "|Host:") {
		head = append(head, "Host: here.test")
	}
	fmt.Fprintf(conn, "%s\r\nConnection: close\r\n\r\n", strings.Join(head, "\r\n"))
	answer, _ := io.ReadAll(bufio.NewReader(conn))
	return string(answer)
}
