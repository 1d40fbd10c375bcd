package apache

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// surest are the names that only httpd gives its files.
var surest = map[string]bool{
	"apache2.conf": true, "httpd.conf": true, ".htaccess": true, "httpd-vhosts.conf": true, "httpd-ssl.conf": true,
	"options-ssl-apache.conf": true,
}

// telling are directives that no other program has.
var telling = map[string]bool{
	"servername": true, "documentroot": true, "rewriteengine": true, "rewriterule": true, "wsgiscriptalias": true,
	"wsgidaemonprocess": true, "loadmodule": true, "servertokens": true, "proxypass": true, "sslengine": true,
	"sslcertificatefile": true, "includeoptional": true, "sslprotocol": true, "allowoverride": true, "traceenable": true,
	"serversignature": true, "requestheader": true, "addhandler": true, "directoryindex": true, "customlog": true,
	"wsgipythonpath": true, "scriptalias": true,
}

// detectLines is how many lines a text is judged by.
const detectLines = 400

// detect judges by the name, then by how many lines are httpd's.
func detect(name, text string) int {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if surest[base] {
		return 100
	}
	switch path.Ext(base) {
	case ".md", ".markdown", ".rst", ".html", ".xml", ".py", ".service", ".socket", ".timer", ".ini", ".toml", ".yml", ".yaml", ".json":
		return 0
	}
	return score(text)
}

func score(text string) int {
	file := &audit.File{Text: firstLines(text, detectLines)}
	total, own, sure := 0, 0, 0
	httpdconf.Walk(httpdconf.Parse(file).Body, func(d *httpdconf.Directive) bool {
		s, known := specOf(d.Name.Value, d.Section)
		if known || !isForeign(d.Name.Value) {
			total++
		}
		switch {
		case strings.HasSuffix(d.Text, ";"), strings.HasSuffix(d.Text, "{"), strings.HasPrefix(d.Text, "="):
		case known && d.Section:
			own++
			sure += 2
		case known && telling[strings.ToLower(s.name)]:
			own++
			sure++
		case known:
			own++
		}
		return true
	})
	switch {
	case total == 0 || sure == 0 || own*5 < total*3:
		return 0
	case sure == 1:
		return 60
	}
	return 85
}

func firstLines(text string, n int) string {
	at := 0
	for ; n > 0; n-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return text
		}
		at += i + 1
	}
	return text[:at]
}
