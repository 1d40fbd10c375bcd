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

// megabyte repeats a text up to a megabyte; a %d in it is a running number.
func megabyte(part string) string {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		if strings.Contains(part, "%d") {
			fmt.Fprintf(&b, strings.ReplaceAll(part, "%d", "%[1]d"), i)
		} else {
			b.WriteString(part)
		}
	}
	return b.String()
}

// TestHostileTexts checks that a megabyte of anything is answered. The time is
// written down, and only a multiple of what was ever measured fails.
func TestHostileTexts(t *testing.T) {
	for name, text := range map[string]string{
		"backslashes":          megabyte(`\`),
		"continued lines":      megabyte("\\\n"),
		"one word":             megabyte("a"),
		"quotes":               megabyte(`"`),
		"opening tags":         megabyte("<Directory />\n"),
		"closing tags":         megabyte("</Directory>\n"),
		"virtual hosts":        megabyte("<VirtualHost *:80>\n</VirtualHost>\n"),
		"hosts with TLS":       megabyte("<VirtualHost *:443>\nServerName a%d\nSSLEngine on\nProxyPass / http://b/\n</VirtualHost>\n"),
		"hosts and folders":    megabyte("<VirtualHost *:80>\nDocumentRoot /a%d\n</VirtualHost>\n<Directory /a%d>\nHeader set A b\nRequire all denied\n</Directory>\n"),
		"unknown names":        megabyte("Xyzzyx%d a\n"),
		"headers":              megabyte("Header set X-Frame-Options DENY\n"),
		"rewrites":             megabyte("RewriteCond %{HTTP_HOST} a\nRewriteRule ^ http://%{HTTP_HOST}/ [R]\n"),
		"rewrites in a host":   "<VirtualHost *:80>\n" + megabyte("RewriteRule ^ http://%{HTTP_HOST}/ [R]\n") + "</VirtualHost>\n",
		"includes":             megabyte("Include /etc/x%d.load\nServerTokens Prod\n"),
		"variables":            megabyte("Define A%d ${A}${A}\n"),
		"one growing variable": megabyte("Define A ${A}${A}x\n"),
		"handlers":             "<Location /a>\n" + megabyte("SetHandler server-status\nRequire all granted\n") + "</Location>\n",
		"invisible characters": megabyte("\u00a0"),
		"comments":             megabyte("# preflight: ignore apache/server-tokens -- x\n"),
		"continued comments":   megabyte("# a \\\nb\n"),
		"limits":               "<Directory />\n" + megabyte("<Limit GET>\nRequire all denied\n</Limit>\n") + "</Directory>\n",
		"conditions":           megabyte("<IfModule !a%d>\nOptions Indexes\n</IfModule>\n"),
		"scripts":              megabyte("WSGIScriptAlias /a%d /srv/a%d/b/c/d/wsgi.py\nAlias /b%d /srv/a%d\n"),
		"zero bytes":           megabyte("A\x00"),
		"not UTF-8":            megabyte("\xff\xfe \n"),
	} {
		start := time.Now()
		report := auditText("httpd.conf", text)
		took := time.Since(start)
		t.Logf("%-22s %6d ms, %d verdicts", name, took.Milliseconds(), len(report.Verdicts))
		if len(report.Crashes) > 0 {
			t.Errorf("%s: %v", name, report.Crashes)
		}
		if took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
