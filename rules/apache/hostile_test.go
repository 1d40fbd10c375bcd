package apache

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"preflight/rules/audit"
)

// auditText runs every rule over one text.
func auditText(name, text string) *audit.Report {
	file := &audit.File{Name: name, Kind: Kind, Text: text}
	stack := audit.NewStack([]*audit.File{file}, nil, nil)
	Format.Audit(stack)
	return stack.Report()
}

// size is large enough to show growth that is not linear, and small enough for
// every run of the tests.
const size = 1 << 18

// megabyte repeats a text up to the size; a %d in it is a running number.
func filled(part string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		if strings.Contains(part, "%d") {
			fmt.Fprintf(&b, strings.ReplaceAll(part, "%d", "%[1]d"), i)
		} else {
			b.WriteString(part)
		}
	}
	return b.String()
}

// TestHostileTexts checks that a large text of any kind is answered. The time is
// written down, and only a multiple of what was ever measured fails.
func TestHostileTexts(t *testing.T) {
	for name, text := range map[string]string{
		"backslashes":          filled(`\`),
		"continued lines":      filled("\\\n"),
		"one word":             filled("a"),
		"quotes":               filled(`"`),
		"opening tags":         filled("<Directory />\n"),
		"closing tags":         filled("</Directory>\n"),
		"virtual hosts":        filled("<VirtualHost *:80>\n</VirtualHost>\n"),
		"hosts with TLS":       filled("<VirtualHost *:443>\nServerName a%d\nSSLEngine on\nProxyPass / http://b/\n</VirtualHost>\n"),
		"hosts and folders":    filled("<VirtualHost *:80>\nDocumentRoot /a%d\n</VirtualHost>\n<Directory /a%d>\nHeader set A b\nRequire all denied\n</Directory>\n"),
		"unknown names":        filled("Xyzzyx%d a\n"),
		"headers":              filled("Header set X-Frame-Options DENY\n"),
		"rewrites":             filled("RewriteCond %{HTTP_HOST} a\nRewriteRule ^ http://%{HTTP_HOST}/ [R]\n"),
		"rewrites in a host":   "<VirtualHost *:80>\n" + filled("RewriteRule ^ http://%{HTTP_HOST}/ [R]\n") + "</VirtualHost>\n",
		"includes":             filled("Include /etc/x%d.load\nServerTokens Prod\n"),
		"variables":            filled("Define A%d ${A}${A}\n"),
		"one growing variable": filled("Define A ${A}${A}x\n"),
		"handlers":             "<Location /a>\n" + filled("SetHandler server-status\nRequire all granted\n") + "</Location>\n",
		"invisible characters": filled("\u00a0"),
		"comments":             filled("# preflight: ignore apache/server-tokens -- x\n"),
		"continued comments":   filled("# a \\\nb\n"),
		"limits":               "<Directory />\n" + filled("<Limit GET>\nRequire all denied\n</Limit>\n") + "</Directory>\n",
		"conditions":           filled("<IfModule !a%d>\nOptions Indexes\n</IfModule>\n"),
		"scripts":              filled("WSGIScriptAlias /a%d /srv/a%d/b/c/d/wsgi.py\nAlias /b%d /srv/a%d\n"),
		"one macro again":      filled("<Macro A $x>\nSetEnv X $x\n</Macro>\n"),
		"macros under doubt":   filled("<IfDefine X>\n<Macro A $x>\nSetEnv X $x\n</Macro>\n</IfDefine>\nUse A b\n"),
		"sites from a macro":   "<Macro A $x>\n<VirtualHost *:443>\nServerName $x\nDocumentRoot /$x\nHeader set A $x\n</VirtualHost>\n</Macro>\n" + filled("Use A a%d\n"),
		"headers and hosts":    strings.Repeat("Header always set X-A b\n", 1000) + filled("<VirtualHost *:443>\nServerName a%d\nDocumentRoot /a%d\n</VirtualHost>\n"),
		"policies":             filled("Header add Content-Security-Policy \"script-src self *\"\n"),
		"one long policy":      "Header set Content-Security-Policy \"" + filled("script-src self; ") + "\"\n",
		"daemons":              filled("WSGIDaemonProcess a%d\nWSGIScriptAlias /a%d /srv/%d.py process-group=a%d\n<Location /x%d>\n</Location>\n"),
		"variables of clients": filled("SetEnvIf Referer a v%d\nRequire env v%d\n"),
		"zero bytes":           filled("A\x00"),
		"not UTF-8":            filled("\xff\xfe \n"),
	} {
		start := time.Now()
		report := auditText("httpd.conf", text)
		took := time.Since(start)
		t.Logf("%-22s %6d ms, %d verdicts", name, took.Milliseconds(), len(report.Verdicts))
		if len(report.Crashes) > 0 {
			t.Errorf("%s: %v", name, report.Crashes)
		}
		if took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
