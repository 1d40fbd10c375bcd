package main

import (
	"fmt"
	"math/rand"
	"strings"
)

// configurations is how many texts are generated, each from its own number.
const configurations = 600

// preamble makes the text a main file in the eyes of the model. The oracle's
// own prefix says the same.
const preamble = "ServerRoot /nowhere\nListen 8099\nLoadModule ssl_module a\nLoadModule headers_module a\nLoadModule rewrite_module a\n" +
	"LoadModule proxy_module a\nLoadModule alias_module a\nLoadModule dir_module a\nLoadModule authz_core_module a\n"

// good are directives that httpd accepts, by where they may stand: s in a
// server or host, g outside of hosts only, d in sections for folders only, b in both.
var good = map[byte][]string{
	's': {
		"ServerAdmin root@example.test", "ServerAdmin \"root at example\"", "DocumentRoot /tmp", "ServerName a.example.test",
		"ServerAlias b.test c.test", "UseCanonicalName Off", "TraceEnable Off", "LogLevel warn", "ErrorLog /dev/null", "KeepAlive On",
		"SSLProtocol -all +TLSv1.2", "SSLHonorCipherOrder off", "ProxyRequests Off", "ProxyPass /a http://127.0.0.1:9/", "KeepAliveTimeout 5",
		"SSLSessionTickets off", "ProxyPreserveHost On", "Timeout 30", "LimitRequestLine 4096", "CustomLog /dev/null \"%h %l\"", "ProxyVia Off",
		"HttpProtocolOptions Strict", "StrictHostCheck ON", "ServerPath /x", "LimitRequestFields 50",
	},
	'g': {"ServerTokens Prod", "PidFile /tmp/x.pid", "User www-data", "Group www-data", "GracefulShutdownTimeout 3", "SSLRandomSeed startup builtin"},
	'd': {
		"Require all granted", "Require ip 10.0.0.1", "Require all denied", "AuthName \"a b\"", "AuthType None",
		"SSLRequireSSL", "AuthMerging And", "RewriteBase /x", "Satisfy Any", "SSLVerifyDepth 2", "AuthUserFile /dev/null",
	},
	'b': {
		"Options -Indexes", "Options None", "Options +FollowSymLinks +Multiviews", "ServerSignature Off", "DirectoryIndex a.html b.html",
		"Header set X-A b", "Header always set X-A \"b c\"", "Header unset X-B", "RewriteEngine On", "ErrorDocument 404 /x", "FileETag None",
		"LimitRequestBody 100", "EnableSendfile Off", "AddDefaultCharset utf-8", "SetEnv A b", "UnsetEnv A", "ContentDigest Off", "AddType text/x .x",
		"ExpiresActive On", "RequestHeader set X-Forwarded-Proto https", "DirectorySlash On", "RewriteRule ^/x$ /y [L]", "Redirect 301 /o https://n/",
		"SSLOptions +StdEnvVars", "Define X y", "AllowOverride None", "SetHandler none", "SetEnvIf Host x y", "ForceType text/x", "AddHandler x .y", "AcceptPathInfo On", "DefaultType none",
	},
}

// sections are what may be opened at a place: in the server, in a host, in a
// section for folders.
var (
	outer  = []string{"VirtualHost *:80", "Directory /a", "Location /l", "Files *.x", "IfModule mod_ssl.c", "IfModule nope.c", "Proxy *", "LocationMatch ^/x"}
	inHost = []string{"IfVersion >= 2.4", "Directory \"/a b\"", "Location /l", "Files ~ \"x\"", "IfModule !nope.c", "FilesMatch \\.x$", "DirectoryMatch ^/x", "If \"true\""}
	inDir  = []string{"IfVersion >= 2.4", "Files *.x", "IfModule mod_headers.c", "Limit GET", "LimitExcept GET", "RequireAll", "RequireAny", "If \"true\""}
)

// generator writes one configuration, mostly right.
type generator struct {
	*rand.Rand
	lines []string
	wrong int // how many faults may still be written
}

// Generate gives the nth configuration.
func generate(n int) string {
	g := &generator{Rand: rand.New(rand.NewSource(int64(n)))}
	g.wrong = g.Intn(3)
	g.body("sg", outer, 3)
	return strings.Join(g.lines, "\n") + "\n"
}

func (g *generator) pick(list []string) string { return list[g.Intn(len(list))] }

func (g *generator) fault(oneIn int) bool {
	if g.wrong > 0 && g.Intn(oneIn) == 0 {
		g.wrong--
		return true
	}
	return false
}

func (g *generator) body(places string, sections []string, depth int) {
	for i := 1 + g.Intn(5); i > 0; i-- {
		if depth > 0 && g.Intn(3) == 0 {
			g.section(places, g.pick(sections), depth)
			continue
		}
		g.directive(places)
	}
}

func (g *generator) directive(places string) {
	at := places[g.Intn(len(places))]
	if g.Intn(3) == 0 {
		at = 'b'
		if strings.Contains(places, "r") {
			at = 'r'
		}
	}
	if g.fault(8) {
		at = "sgdb"[g.Intn(4)]
	}
	list := good[at]
	if at == 'r' {
		list = []string{"Require all granted", "Require ip 10.0.0.1"}
	}
	g.write(g.pick(list))
}

// write puts a line out, sometimes in another shape that means the same,
// sometimes broken.
func (g *generator) write(line string) {
	name, rest, _ := strings.Cut(line, " ")
	switch {
	case g.fault(8):
		line = g.pick([]string{name + "x " + rest, line + " # why", name, line + " one two three four", "\"" + name, name + rest, "X" + line})
	case g.Intn(8) == 0:
		line = strings.ToUpper(name) + " " + rest
	case g.Intn(8) == 0:
		line = name + " \\\n  " + rest
	case g.Intn(10) == 0:
		line = "# note \\\nBogus\n" + line
	case g.Intn(10) == 0:
		line = "\t" + line + "  "
	case g.Intn(12) == 0:
		line = "# plain\n\n" + line + "\r"
	}
	g.lines = append(g.lines, line)
}

// section writes a section with its body, sometimes opened or closed wrongly.
func (g *generator) section(places, head string, depth int) {
	name, _, _ := strings.Cut(head, " ")
	condition := strings.HasPrefix(name, "If") && name != "If"
	inner, sections := "db", inDir
	switch {
	case condition:
		inner, sections = places, inHost
	case name == "VirtualHost":
		inner, sections = "s", inHost
	case strings.HasPrefix(name, "Require"):
		inner, sections = "r", nil
	case strings.HasPrefix(name, "Limit"):
		inner, sections = "r", nil
	}
	open, end := "<"+head+">", "</"+name+">"
	if !condition {
		open, end = g.broken(open, end, name)
	} else if g.fault(12) {
		end = "</" + name + "x>"
	}
	g.lines = append(g.lines, open)
	if sections == nil {
		depth = 0
	}
	g.body(inner, sections, depth-1)
	if end != "" {
		g.lines = append(g.lines, end)
	}
}

func (g *generator) broken(open, end, name string) (string, string) {
	if !g.fault(6) {
		if g.Intn(6) == 0 {
			end += " # end"
		}
		return open, end
	}
	switch g.Intn(6) {
	case 0:
		return strings.TrimSuffix(open, ">"), end
	case 1:
		return open, strings.TrimSuffix(end, ">")
	case 2:
		return open, ""
	case 3:
		return open, "</Files>"
	case 4:
		return open, end + "\n" + end
	}
	return fmt.Sprintf("<%sx /a>", name), fmt.Sprintf("</%sx>", name)
}
