package apache

import (
	"math/rand"
	"sort"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// words are arguments that make rules look closer.
var words = strings.Fields(`On Off all All -all +TLSv1.2 SSLv3 None Indexes -Indexes +ExecCGI granted denied ip 10.0.0.1 0.0.0.0/0 / /srv /srv/media /media/
	~ ^ ^/ (.*) ^(.*)$ $1 http://a$1 http://%{HTTP_HOST}/ https://b/ [P] [R,F] [UnsafeAllow3F] - "" "a 'x y' ${A} ${ {{t}} always onsuccess set unset add
	env=X Strict-Transport-Security X-Frame-Options Content-Security-Policy Access-Control-Allow-Origin * max-age=0 max-age=99999999 script-src ; 'unsafe-inline'
	user=root process-group=x server-status php .php 0 60 99999999999999999999 -1 from Basic 404 permanent SECRET_KEY DEBUG True unix:/a|http://b/ *:80 *:443
	$x $y M M M x$x UserAgent User-Agent env http:/a$1 /old/ Redirect https://b secret=abcdefgh umask=0 request-timeout=0 application-group=%{GLOBAL} unsafe-url
	\ # HIGH:MEDIUM !x RC4 TLS_A:B TLSv1.3 mod_x.c !mod_ssl.c >= 2.4 x.conf mods-enabled/*.load header=0 Unsafe %{X-Forwarded-Proto}i X-Forwarded-Proto https`)

// TestSoup audits texts of random directives with random arguments: no rule
// panics, every verdict and every fix stands inside its file.
func TestSoup(t *testing.T) {
	var names []string
	for _, s := range specs() {
		names = append(names, s.name)
	}
	sort.Strings(names)
	for seed := range 1200 {
		r := rand.New(rand.NewSource(int64(seed)))
		text := soup(r, names)
		name := []string{"apache2.conf", "site.conf", ".htaccess"}[seed%3]
		report := auditText(name, text)
		if len(report.Crashes) > 0 {
			t.Fatalf("seed %d: %v\n%s", seed, report.Crashes, text)
		}
		for _, v := range report.Verdicts {
			checkVerdict(t, v, text)
			if v.Fix != nil && seed%4 == 0 {
				checkFix(t, v, name, text)
			}
		}
	}
}

// checkFix makes one fix and asks the rule again: it has a finding less.
func checkFix(t *testing.T, v *audit.Verdict, name, text string) {
	t.Helper()
	fixed, err := audit.Apply(v.Span.File, v.Fix.Edits)
	if err != nil {
		t.Fatal(err)
	}
	rule := strings.TrimPrefix(v.Rule, "apache/")
	before, after := strings.Count(said(name, text, rule), "fail"), strings.Count(said(name, fixed, rule), "fail")
	if after >= before {
		t.Errorf("%s line %d: %q leaves %d of %d findings\n%s\n--- fixed\n%s", rule, v.Span.Line(), v.Fix.Title, after, before, text, fixed)
	}
}

// ruled are the directives that rules look at, which soup prefers.
var ruled = strings.Fields(`ServerTokens Options Require AllowOverride SSLProtocol SSLCipherSuite Header RequestHeader ProxyPass ProxyPassMatch RewriteRule
	RewriteCond Redirect RedirectMatch Alias DocumentRoot WSGIScriptAlias WSGIDaemonProcess SetHandler AddHandler SetEnv Order Allow Deny ServerName
	ServerAlias SSLEngine Include Define Timeout RemoteIPTrustedProxy RequestReadTimeout Dav UserDir FileETag LoadModule AuthType AuthUserFile CustomLog
	<VirtualHost <Directory <Location <Files <Limit <RequireAll <IfModule <DirectoryMatch <FilesMatch <Macro Use Use UndefMacro WSGIProcessGroup WSGIApplicationGroup SetEnvIf LogFormat <If SSLHonorCipherOrder HttpProtocolOptions`)

func soup(r *rand.Rand, names []string) string {
	var b strings.Builder
	var open []string
	for range 5 + r.Intn(30) {
		name := ruled[r.Intn(len(ruled))]
		if r.Intn(10) == 0 {
			name = names[r.Intn(len(names))]
		}
		b.WriteString(name)
		for range r.Intn(5) {
			b.WriteString(" " + words[r.Intn(len(words))])
		}
		if strings.HasPrefix(name, "<") {
			b.WriteString(">")
			open = append(open, name[1:])
		}
		b.WriteString("\n")
		if n := len(open); n > 0 && r.Intn(3) == 0 {
			b.WriteString("</" + open[n-1] + ">\n")
			open = open[:n-1]
		}
	}
	for i := len(open) - 1; i >= 0 && r.Intn(5) > 0; i-- {
		b.WriteString("</" + open[i] + ">\n")
	}
	return b.String()
}

func checkVerdict(t *testing.T, v *audit.Verdict, text string) {
	t.Helper()
	if v.Span.File == nil || v.Span.Start > v.Span.End || v.Span.End > len(text) {
		t.Fatalf("%s at %v\n%s", v.Rule, v.Span, text)
	}
	if v.Outcome == audit.Fail && (v.Message == "" || len([]rune(v.Message)) > 72) {
		t.Errorf("%s: message %q has %d characters", v.Rule, v.Message, len([]rune(v.Message)))
	}
	if v.Outcome == audit.Unknown && v.Message == "" {
		t.Errorf("%s does not say what would settle it", v.Rule)
	}
	if v.Fix == nil {
		return
	}
	if _, err := audit.Apply(v.Span.File, v.Fix.Edits); err != nil || v.Fix.Title == "" {
		t.Errorf("%s: fix %q: %v", v.Rule, v.Fix.Title, err)
	}
}
