package apache

import (
	"testing"

	"preflight/rules/audit"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, text string
		low, high  int
	}{
		{"apache2.conf", "", 100, 100},
		{"/etc/httpd/conf/httpd.conf", "", 100, 100},
		{"public/.htaccess", "", 100, 100},
		{"shop.conf", "<VirtualHost *:80>\n    ServerName shop.example\n</VirtualHost>\n", 80, 90},
		{"pasted", "# note\n<Directory /srv>\n  Require all granted\n</Directory>\n", 80, 90},
		{"pasted", "RewriteEngine On\nRewriteRule ^ /x\n", 80, 90},
		{"pasted", "WSGIScriptAlias / /srv/wsgi.py\n", 60, 60},
		{"ssl.load", "LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so\n", 60, 60},
		{"gosa.conf", "<IfModule php_module>\nphp_value a b\nphp_value c d\nphp_value e f\n</IfModule>\n", 80, 90},
		{"/etc/apache2/conf-enabled/zz.conf", "Timeout 30\n", 90, 90},
		{"conf-enabled/charset.conf", "# AddDefaultCharset UTF-8\n", 90, 90},
		{`apache2\mods-enabled\x.conf`, "DOSPageCount 2\nTimeout 30\nKeepAlive On\n", 90, 90},
		{"etc/httpd/conf.d/a.conf", "", 90, 90},
		{"etc/app/apache.conf", "Alias /app /usr/share/app\n", 90, 90},
		{"lighttpd.conf", "server.modules += ( \"mod_alias\" )\nalias.url = (\"/a\" => \"/b\")\n", 0, 0},
		{"apache2-exporter.conf", "listen = 9117\ntelemetry = /metrics\n", 0, 0},
		{"apache2/magic", "0 string x y\n", 0, 0},
		{"apache2/envvars", "export A=b\n", 0, 0},
		{"docker/apache2/supervisord.conf", "[supervisord]\nnodaemon=true\n[program:a]\ncommand=/a\n", 0, 0},
		{"apache2/sites-enabled/proxy.conf", "server {\n    listen 80;\n}\n", 0, 0},
		{"mine.conf", "# note\n<IfModule mod_mine.c>\n    MineDepth 3\n    MineWidth 2\n</IfModule>\n", 60, 60},
		{"proftpd/tls.conf", "<IfModule mod_tls.c>\nTLSEngine on\nTLSLog /a\n</IfModule>\n", 0, 0},
		{"modules.conf", "ModulePath /usr/lib/proftpd\nModuleControlsACLs insmod allow user root\nLoadModule mod_tls.c\nLoadModule mod_sql.c\n", 0, 0},
		{"cupsd.conf", "LogLevel warn\nListen 631\n<Location />\nOrder allow,deny\n</Location>\n<Policy default>\n<Limit Send>\nOrder deny,allow\n</Limit>\n</Policy>\n", 0, 0},
		{"tinyproxy.conf", "User tinyproxy\nPort 8888\nTimeout 600\nDefaultErrorFile \"/a\"\nStatFile \"/b\"\nLogLevel Info\nMaxClients 100\nAllow ::1\nViaProxyName \"a\"\n", 0, 0},
		{"mods-available/mpm_prefork.conf", "StartServers 5\nMinSpareServers 5\nMaxSpareServers 10\n", 90, 90},
		{"pasted", "StartServers 2\nMinSpareThreads 25\n", 80, 90},
		{"pasted", "LanguagePriority en ca\n", 60, 60},
		{"pasted", "Timeout 30\n", 0, 0},
		{"nginx.conf", "server {\n    listen 80;\n    server_name a;\n    location / {\n        proxy_pass http://a;\n    }\n}\n", 0, 0},
		{"pasted", "user www-data;\ntimeout 5;\n", 0, 0},
		{"shop.service", "[Service]\nUser=www-data\nExecStart=/bin/x\n", 0, 0},
		{"pasted", "[Unit]\nDescription=x\n[Service]\nUser=shop\nGroup=shop\n", 0, 0},
		{"setup.cfg", "[section]\nServerName = x\nDocumentRoot = y\n", 0, 0},
		{"notes.md", "<VirtualHost *:80>\nServerName x\n</VirtualHost>\n", 0, 0},
		{"settings.py", "DEBUG = True\n", 0, 0},
		{"sshd_config", "Port 22\nPermitRootLogin no\nInclude /etc/ssh/sshd_config.d/*.conf\nLogLevel INFO\n", 0, 0},
		{"page", "<html>\n<body>\n<p>ServerName x</p>\n</body>\n</html>\n", 0, 0},
		{"prose", "Set ServerName to the name of the site.\nThen restart the server and look at the page.\nInclude a picture.\n", 0, 0},
		{"env", "SECRET_KEY=abc\nDEBUG=1\n", 0, 0},
		{"crontab", "0 5 * * * root /usr/bin/backup\n", 0, 0},
		{"empty", "", 0, 0},
	} {
		if got := detect(c.name, c.text); got < c.low || got > c.high {
			t.Errorf("%s %q: %d, want %d to %d", c.name, c.text, got, c.low, c.high)
		}
	}
}

// TestClaim holds which files of no known kind are httpd's because one of its
// files includes them.
func TestClaim(t *testing.T) {
	for _, c := range []struct {
		main, name, text string
		want             bool
	}{
		{"Include extra.inc\n", "extra.inc", "Timeout 30\n", true},
		{"IncludeOptional conf.d/*.conf\n", "conf.d/zz.conf", "Timeout 30\n", true},
		{"IncludeOptional conf.d/*.conf\n", "conf.d/zz.conf", "# nothing yet\n", true},
		{"<VirtualHost *>\nInclude sites.d\n</VirtualHost>\n", "sites.d/a.conf", "Timeout 30\n", true},
		{"Include more.inc\n", "extra.inc", "Timeout 30\n", false},
		{"IncludeOptional conf.d/*.conf\n", "supervisor/conf.d/a.conf", "[program:a]\ncommand=/a\n", false},
		{"Include other.inc\n", "extra.inc", "Timeout 30\n", true}, // other.inc includes it
	} {
		files := []*audit.File{
			{Name: c.name, Kind: audit.KindUnknown, Text: c.text},
			{Name: "other.inc", Kind: audit.KindUnknown, Text: "Include extra.inc\n"},
			{Name: "apache2.conf", Kind: Kind, Text: c.main},
			{Name: "page.conf", Kind: "nginx", Text: c.main},
		}
		claim(files)
		if got := files[0].Kind == Kind; got != c.want {
			t.Errorf("%q includes %s %q: %v", c.main, c.name, c.text, got)
		}
		if files[3].Kind != "nginx" {
			t.Errorf("a file of another kind is taken")
		}
	}
}
