package apache

import "testing"

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
