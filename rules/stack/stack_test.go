package stack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
)

// settings is a module of which the tests know all but what they add.
const settings = `import os
SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["shop.example"]
INSTALLED_APPS = ["django.contrib.sessions"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
ROOT_URLCONF = "shop.urls"
`

// site is a server that ends TLS and redirects plain requests.
const site = `server {
    listen 80;
    server_name shop.example;
    return 301 https://shop.example$request_uri;
}
server {
    listen 443 ssl;
    server_name shop.example;
    add_header Strict-Transport-Security "max-age=31536000" always;
    location / {
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_pass http://127.0.0.1:8000;
    }
}
`

// said gives what the rules say of the files, as "line severity" or "line ?"
// in the order of the text.
func said(rule string, files ...string) string {
	var list []*audit.File
	for i := 0; i+1 < len(files); i += 2 {
		list = append(list, rules.NewFile(files[i], []byte(files[i+1]), ""))
	}
	var got []string
	for _, v := range rules.Audit(list, nil).Verdicts {
		if v.Rule != rule || v.Outcome == audit.Pass {
			continue
		}
		word := v.Severity.String()
		if v.Outcome == audit.Unknown {
			word = "?"
		}
		got = append(got, fmt.Sprintf("%s:%d %s", v.Span.File.Name, v.Span.Position().Line, word))
	}
	return strings.Join(got, ", ")
}

func TestAnotherFileAnswersAFinding(t *testing.T) {
	plain := strings.Replace(site, "return 301 https://shop.example$request_uri;", "location / { proxy_pass http://127.0.0.1:8000; }", 1)
	silent := strings.Replace(site, "    add_header Strict-Transport-Security \"max-age=31536000\" always;\n", "", 1)
	other := site + "server {\n    listen 443 ssl;\n    server_name chat.example;\n    location / { proxy_pass http://127.0.0.1:9000; }\n}\n"
	for _, row := range []struct{ name, rule, settings, nginx, want string }{
		{"nginx redirects", "django/ssl-redirect-off", settings, site, "settings.py:1 info"},
		{"nginx serves http", "django/ssl-redirect-off", settings, plain, "settings.py:1 medium"},
		{"nginx sends HSTS", "django/hsts-off", settings, site, "settings.py:1 info"},
		{"nobody sends HSTS", "django/hsts-off", settings, silent, "settings.py:1 medium"},
		{"Django sends HSTS", "nginx/hsts-missing", settings + "SECURE_HSTS_SECONDS = 31536000\n", "events {}\nhttp {\n" + silent + "}\n", "site.conf:8 info"},
		{"Django refuses unknown hosts", "nginx/default-server-missing", settings, "events {}\nhttp {\n" + plain + "}\n", "site.conf:3 low, site.conf:8 low"},
		{"Django takes every host", "nginx/default-server-missing", strings.Replace(settings, "shop.example", "*", 1), "events {}\nhttp {\n" + plain + "}\n", "site.conf:3 medium, site.conf:8 medium"},
		{"another application is in front", "django/ssl-redirect-off", settings, other, "settings.py:1 medium"},
	} {
		if got := said(row.rule, "settings.py", row.settings, "site.conf", row.nginx); got != row.want {
			t.Errorf("%s: %s says %q, want %q", row.name, row.rule, got, row.want)
		}
	}
}

func TestTwoHeaders(t *testing.T) {
	apache := "<VirtualHost *:443>\n  ServerName shop.example\n  SSLEngine on\n  Header %s Strict-Transport-Security \"max-age=63072000\"\n  ProxyPass / http://127.0.0.1:8000/\n</VirtualHost>\n"
	hsts := settings + "SECURE_HSTS_SECONDS = 31536000\n"
	for _, row := range []struct{ name, file, text, want string }{
		{"equal values", "site.conf", site, "site.conf:9 low"},
		{"two values", "site.conf", strings.Replace(site, "31536000", "63072000", 1), "site.conf:9 medium"},
		{"Apache's table of errors stands beside Django's header", "shop.conf", fmt.Sprintf(apache, "always set"), "shop.conf:4 medium"},
		{"Apache's other table replaces Django's header", "shop.conf", fmt.Sprintf(apache, "set"), ""},
		{"the headers are in a file that is not given", "site.conf", strings.Replace(site, "    add_header Strict-Transport-Security \"max-age=31536000\" always;", "    include headers.conf;", 1), "site.conf:13 ?"},
	} {
		if got := said("stack/hsts-twice", "settings.py", hsts, row.file, row.text); got != row.want {
			t.Errorf("%s: %q, want %q", row.name, got, row.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, row := range []struct{ allowed, served, refused, forgotten string }{
		{`["shop.example"]`, "shop.example", "", ""},
		{`["SHOP.example"]`, "shop.example", "", ""},
		{`[".shop.example"]`, "shop.example www.shop.example", "", ""},
		{`["*"]`, "shop.example www.shop.example", "", ""},
		{`["shop.example"]`, "shop.example www.shop.example", "site.conf:8 medium", ""},
		{`["shop.example"]`, "shop.example *.shop.example _ localhost", "", ""},
		{`["shop.example", "old.example"]`, "shop.example", "", "settings.py:4 low"},
		{`["shop.example", "old.example"]`, "shop.example ~^old", "", ""},
		{`["shop.example", "localhost", "10.0.0.7", ".shop.example"]`, "shop.example", "", ""},
		{`["shop.example", *EXTRA]`, "shop.example www.shop.example", "site.conf:8 ?", ""},
	} {
		module := strings.Replace(settings, `["shop.example"]`, row.allowed, 1)
		module = "import os; EXTRA = os.environ['HOSTS'].split()\n" + strings.TrimPrefix(module, "import os\n")
		text := strings.Replace(site, "listen 443 ssl;\n    server_name shop.example;", "listen 443 ssl;\n    server_name "+row.served+";", 1)
		if got := said("stack/host-not-allowed", "settings.py", module, "site.conf", text); got != row.refused {
			t.Errorf("%s and %s: refused %q, want %q", row.allowed, row.served, got, row.refused)
		}
		if got := said("stack/host-not-served", "settings.py", module, "site.conf", text); got != row.forgotten {
			t.Errorf("%s and %s: not served %q, want %q", row.allowed, row.served, got, row.forgotten)
		}
	}
}

// One finding is enough for one missing header.
func TestAWayIsBlamedOnce(t *testing.T) {
	bare := strings.Replace(site, "        proxy_set_header X-Forwarded-Proto $scheme;\n", "", 1)
	trusting := settings + `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")` + "\n"
	if got := said("stack/scheme-header-spoofable", "settings.py", trusting, "site.conf", bare); got != "site.conf:12 high" {
		t.Errorf("the header is blamed as %q", got)
	}
	if got := said("nginx/forwarded-proto-missing", "settings.py", trusting, "site.conf", bare); got != "site.conf:12 info" {
		t.Errorf("nginx's own rule says %q", got)
	}
}

// Without settings of production, or with several, no rule guesses.
func TestNoDeployedModuleNoVerdict(t *testing.T) {
	for _, files := range [][]string{
		{"site.conf", site},
		{"dev.py", settings, "site.conf", site},
		{"shop/settings.py", settings, "wiki/settings.py", settings, "site.conf", site},
	} {
		var list []*audit.File
		for i := 0; i < len(files); i += 2 {
			list = append(list, rules.NewFile(files[i], []byte(files[i+1]), ""))
		}
		verdicts := rules.Audit(list, nil).Verdicts
		if slices.ContainsFunc(verdicts, func(v *audit.Verdict) bool { return strings.HasPrefix(v.Rule, "stack/") }) {
			t.Errorf("%s: a rule over several files speaks", files[0])
		}
	}
}

// A scheme is no answer where Django waits for another word.
func TestTheFixSetsWhatDjangoWaitsFor(t *testing.T) {
	bare := strings.Replace(site, "        proxy_set_header X-Forwarded-Proto $scheme;\n", "", 1)
	for pair, want := range map[string]string{
		`("HTTP_X_FORWARDED_PROTO", "https")`:    "proxy_set_header X-Forwarded-Proto $scheme;",
		`("HTTP_X_FORWARDED_PROTOCOL", "https")`: "proxy_set_header X-Forwarded-Protocol $scheme;",
		`("HTTP_X_FORWARDED_SSL", "on")`:         "",
	} {
		files := []*audit.File{
			rules.NewFile("settings.py", []byte(settings+"SECURE_PROXY_SSL_HEADER = "+pair+"\n"), ""),
			rules.NewFile("site.conf", []byte(bare), ""),
		}
		found := false
		for _, v := range rules.Audit(files, nil).Verdicts {
			if v.Rule != "stack/scheme-header-spoofable" || v.Outcome != audit.Fail {
				continue
			}
			found = true
			got := ""
			if v.Fix != nil {
				got = strings.TrimSpace(v.Fix.Edits[0].Text)
			}
			if got != want {
				t.Errorf("%s: the fix writes %q, want %q", pair, got, want)
			}
		}
		if !found {
			t.Errorf("%s: no finding", pair)
		}
	}
}
