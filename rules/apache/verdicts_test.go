package apache

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// said runs one rule over a text and writes what it says: "fail 2, unknown 1".
func said(name, text, rule string) string {
	var out []string
	for _, v := range auditText(name, text).Verdicts {
		if v.Rule == "apache/"+rule {
			out = append(out, fmt.Sprintf("%s %d", v.Outcome, v.Span.Line()))
		}
	}
	return strings.Join(out, ", ")
}

// host puts lines into a virtual host with TLS: the first of them is line 2.
func host(lines string) string { return "<VirtualHost *:443>\n" + lines + "\n</VirtualHost>\n" }

// verdictCase is a text and what one rule says of it: "fail 2, unknown 1".
type verdictCase struct{ rule, file, text, want string }

// verdictCases are the corners of the rules; their docs hold the plain cases. A
// text of "apache2.conf" is a whole configuration, "site.conf" a piece of one.
var verdictCases = []verdictCase{
	// One value counts: the last of its scope, and what includes leave open.
	{"server-tokens", "apache2.conf", "ServerTokens Full\nServerTokens Prod\n", "pass 2"},
	{"server-tokens", "apache2.conf", "ServerTokens Prod\nServerTokens Full\n", "fail 2"},
	{"server-tokens", "apache2.conf", "servertokens prod\n", "pass 1"},
	{"server-tokens", "apache2.conf", "ServerTokens Prod\nInclude x.conf\n", "unknown 1"},
	{"server-tokens", "apache2.conf", "Include x.conf\nServerTokens Prod\n", "pass 2"},
	{"server-tokens", "apache2.conf", "ServerTokens OS\nInclude x.conf\n", "fail 1"},
	{"server-tokens", "apache2.conf", "ServerTokens Prod\nInclude mods-enabled/*.load\n", "pass 1"},
	{"server-tokens", "apache2.conf", "Define T Prod\nServerTokens ${T}\n", "pass 2"},
	{"server-tokens", "apache2.conf", "ServerTokens ${T}\n", "unknown 1"},
	{"server-tokens", "apache2.conf", "ServerTokens {{ t }}\n", "unknown 1"},
	{"server-tokens", "apache2.conf", "<IfDefine X>\nServerTokens Full\n</IfDefine>\nServerTokens Prod\n", "pass 4"},
	{"server-tokens", "apache2.conf", "ServerTokens Prod\n<IfDefine X>\nServerTokens Full\n</IfDefine>\n", "pass 1, fail 3"},
	{"server-tokens", "apache2.conf", "<IfVersion < 2.4>\nServerTokens Full\n</IfVersion>\nServerTokens Prod\n", "pass 4"},

	// A piece alone says nothing of the server: at most one question is left.
	{"server-tokens", "site.conf", "DocumentRoot /srv\n", ""},
	{"server-tokens", "site.conf", "ServerTokens OS\n", "fail 1"},
	{"trace-enabled", "site.conf", "DocumentRoot /srv\n", ""},
	{"trace-enabled", "site.conf", "<VirtualHost *>\nInclude x.conf\n</VirtualHost>\n", ""},
	{"ht-files-served", "site.conf", "Alias /a /b\n", ""},
	{"logging-off", "ports.conf", "Listen 80\n", ""},
	{"logging-off", "site.conf", "<VirtualHost *>\nErrorLog /dev/null\n</VirtualHost>\n", "fail 2"},
	{"root-not-denied", "ports.conf", "Listen 80\n", ""},
	{"root-not-denied", "site.conf", "<VirtualHost *>\n</VirtualHost>\n", "unknown 1"},
	{"server-tokens", ".htaccess", "RewriteEngine On\n", ""},
	{"root-not-denied", ".htaccess", "RewriteEngine On\n", ""},
	{"logging-off", ".htaccess", "RewriteEngine On\n", ""},
	{"trace-enabled", "apache2.conf", "<VirtualHost *>\nTraceEnable Off\n</VirtualHost>\n", "pass 2"},
	{"server-tokens", ".htaccess", "RewriteEngine On\n", ""},
	{"root-not-denied", ".htaccess", "RewriteEngine On\n", ""},
	{"logging-off", ".htaccess", "RewriteEngine On\n", ""},
	{"trace-enabled", "apache2.conf", "<VirtualHost *>\nTraceEnable extended\n</VirtualHost>\n", "fail 2"},

	// Options
	{"directory-listing", "site.conf", "Options All -Indexes\n", "pass 1"},
	{"directory-listing", "site.conf", "Options -Indexes\nOptions Indexes\n", "fail 2"},
	{"directory-listing", "site.conf", "Options MultiViews\n", "pass 1"},
	{"options-mixed", "site.conf", "Options All -Indexes\n", "fail 1"},
	{"server-side-includes", "site.conf", "Options IncludesNOEXEC -Includes\n", "pass 1"},
	{"server-side-includes", "site.conf", "Options -Includes\n", "pass 1"},

	// Access
	{"root-granted", "site.conf", "<Directory />\n<RequireAll>\nRequire all granted\nRequire ip 10.0.0.1\n</RequireAll>\n</Directory>\n", "pass 1"},
	{"root-granted", "site.conf", "<Directory />\nOrder deny,allow\nDeny from all\n</Directory>\n", "pass 1"},
	{"root-granted", "site.conf", "<Directory /srv>\nRequire all granted\n</Directory>\n", ""},
	{"root-not-denied", "apache2.conf", "<Directory />\nInclude x.conf\n</Directory>\n", "unknown 1"},
	{"root-not-denied", "apache2.conf", "<Directory />\nRequire ${WHO}\n</Directory>\n", "unknown 1"},
	{"root-not-denied", "apache2.conf", "<VirtualHost *>\n<Directory />\nRequire all denied\n</Directory>\n</VirtualHost>\n", "fail 1"},
	{"require-overruled", "site.conf", "<Location /a>\nRequire all granted\n</Location>\n", "pass 2"},
	{"require-overruled", "site.conf", "<Location /a>\nRequire ip 10.0.0.1\nRequire valid-user\n</Location>\n", ""},
	{"mixed-access-control", "site.conf", "<Location /a>\n<IfModule !mod_authz_core.c>\nOrder allow,deny\n</IfModule>\nRequire all denied\n</Location>\n", ""},
	{"mixed-access-control", "site.conf", "<Location /a>\nRequire all denied\nSatisfy All\n</Location>\n", ""},
	{"mixed-access-control", "site.conf", "<Location /a>\nRequire all denied\nSatisfy Any\n</Location>\n", "fail 3"},
	{"legacy-access-control", "site.conf", "<Location /a>\n<IfVersion < 2.4>\nOrder allow,deny\n</IfVersion>\n</Location>\n", ""},
	{"limit-partial", "site.conf", "<Location /a>\n<Limit PUT DELETE>\nRequire all denied\n</Limit>\n</Location>\n", ""},
	{"limit-partial", "site.conf", "<Location /a>\nRequire ip 10.0.0.1\n<Limit GET>\nRequire ip 10.0.0.2\n</Limit>\n</Location>\n", "pass 3"},
	{"status-exposed", "site.conf", "<Location /s>\nSetHandler server-status\nInclude access.conf\n</Location>\n", "unknown 2"},
	{"status-exposed", "site.conf", "<Location /s>\nSetHandler Server-Status\n<RequireAny>\nRequire local\nRequire ip 10.0.0.1\n</RequireAny>\n</Location>\n", "pass 2"},
	{"status-exposed", "site.conf", "<Location /s>\nSetHandler application/x\n</Location>\n", ""},
	{"dav-open", "site.conf", "<Location /d>\nDav On\n<LimitExcept GET>\nRequire valid-user\n</LimitExcept>\n</Location>\n", "pass 2"},

	// TLS
	{"weak-ssl-protocols", "site.conf", "SSLProtocol TLSv1.2 TLSv1.3\n", "pass 1"},
	{"weak-ssl-protocols", "site.conf", "SSLProtocol TLSv1 TLSv1.2\n", "pass 1"},
	{"weak-ssl-protocols", "site.conf", "SSLProtocol TLSv1.2 +TLSv1\n", "fail 1"},
	{"weak-ssl-protocols", "site.conf", "SSLProtocol -all +TLSv1.2 -TLSv1\n", "pass 1"},
	{"weak-ssl-protocols", "apache2.conf", host("SSLEngine on\nInclude /etc/letsencrypt/options-ssl-apache.conf"), "unknown 1"},
	{"weak-ssl-protocols", "apache2.conf", "<VirtualHost *:80>\n</VirtualHost>\n", ""},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite ALL:!RC4:!3DES:!MD5:!EXP:!LOW:!aNULL:!eNULL\n", "pass 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite HIGH:3DES:-3DES\n", "pass 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite HIGH:+3DES\n", "pass 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite SSL RC4-SHA\n", "fail 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite kRSA+RC4\n", "fail 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite HIGH:ADH:NULL:EXP:@SECLEVEL=0\n", "pass 1"}, // mod_ssl strikes these out
	{"weak-ssl-ciphers", "site.conf", "SSLProxyCipherSuite HIGH:EXP:RC4\n", "fail 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite PROFILE=SYSTEM\n", "unknown 1"},
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite ADH\n", ""}, // nothing is left: httpd does not start
	{"weak-ssl-ciphers", "site.conf", "SSLCipherSuite TLSv1.3 TLS_AES_128_GCM_SHA256\n", ""},
	{"session-tickets", "apache2.conf", "<VirtualHost *:80>\n</VirtualHost>\n", ""},

	// Headers: two tables, sections that cover the host, conditions.
	{"hsts-missing", "apache2.conf", "Header always set Strict-Transport-Security max-age=1\n" + host("SSLEngine on"), "pass 1"},
	{"hsts-missing", "apache2.conf", host("SSLEngine on\nHeader set Strict-Transport-Security max-age=1"), "pass 3"},
	{"hsts-missing", "apache2.conf", host("<Location />\nHeader set Strict-Transport-Security max-age=1\n</Location>"), "pass 3"},
	{"hsts-missing", "apache2.conf", host("<Location /a>\nHeader set Strict-Transport-Security max-age=1\n</Location>"), "fail 1"},
	{"hsts-missing", "apache2.conf", host("Header set Strict-Transport-Security max-age=1 env=X"), "unknown 2"},
	{"hsts-missing", "apache2.conf", host("<IfModule mod_headers.c>\nHeader set Strict-Transport-Security max-age=1\n</IfModule>"), "pass 3"},
	{"hsts-missing", "apache2.conf", host("WSGIScriptAlias / /srv/a.py"), "unknown 1"},
	{"hsts-missing", "apache2.conf", host("SSLEngine off"), ""},
	{"hsts-missing", "apache2.conf", host("Redirect permanent / https://a.example/"), ""},
	{"hsts-missing", "apache2.conf", "LoadModule ssl_module x\n" + host("<IfModule headers_module>\nHeader set Strict-Transport-Security max-age=1\n</IfModule>"), "fail 2"},
	{"hsts-weak", "site.conf", "Header always set Strict-Transport-Security \"includeSubDomains\"\n", "fail 1"},
	{"hsts-weak", "site.conf", "Header always set Strict-Transport-Security \"max-age=${AGE}\"\n", "unknown 1"},
	{"header-not-always", "site.conf", "Header set X-Frame-Options DENY\nHeader always set X-Frame-Options DENY\n", "pass 2"},
	{"header-not-always", "site.conf", "Header set Cache-Control private\nHeader unset X-Frame-Options\n", ""},
	{"csp-unsafe", "site.conf", "Header set Content-Security-Policy \"script-src 'self'; default-src *\"\n", "pass 1"},
	{"csp-unsafe", "site.conf", "Header set Content-Security-Policy \"img-src *\"\n", ""},
	{"cors-any-origin", "site.conf", "Header set Access-Control-Allow-Origin \"%{HTTP_ORIGIN}e\"\n", "fail 1"},
	{"cors-any-origin", "site.conf", "SetEnvIf Origin ^https://a$ ORIGIN=$0\nHeader set Access-Control-Allow-Origin \"%{ORIGIN}e\"\n", "pass 2"},
	{"cors-any-origin", "site.conf", "Header set Access-Control-Allow-Origin https://a.example\n", "pass 1"},

	{"duplicate-header", "site.conf", "Header set X-Frame-Options DENY\nHeader set X-Frame-Options SAMEORIGIN\n", ""},
	{"duplicate-header", "site.conf", "Header set X-Frame-Options DENY\n<Location /a>\nHeader always set X-Frame-Options DENY\n</Location>\n", ""},
	{"duplicate-header", "site.conf", "<IfDefine X>\nHeader set X-Frame-Options DENY\n</IfDefine>\nHeader always set X-Frame-Options DENY\n", ""},
	{"duplicate-header", "site.conf", "Header always set Set-Cookie a=b\nHeader always add Set-Cookie c=d\n", ""},
	{"obsolete-header", "site.conf", "Header set X-XSS-Protection 0\nHeader set X-XSS-Protection ${X}\nHeader unset Expect-CT\n", "pass 1"},
	{"referrer-policy-weak", "site.conf", "Header set Referrer-Policy \"same-origin, new-policy\"\nHeader set Referrer-Policy \"same-origin, unsafe-url\"\nHeader set Referrer-Policy ${P}\n", "pass 1, fail 2"},
	{"permissions-policy-missing", "apache2.conf", "Header set Permissions-Policy x\n" + host("DocumentRoot /srv"), "pass 1"},
	{"redirect-host-suffix", "site.conf", "Redirect 301 / https://a.example/x\nRedirect gone /\nRedirect / ${T}\n", "pass 1"},
	{"redirect-host-suffix", "site.conf", "RedirectPermanent /a/ http://b:8080\n", "fail 1"},
	{"redirect-host-suffix", "site.conf", "RewriteRule ^/?(.*)$ https://%{SERVER_NAME}/$1 [R]\nRewriteRule ^(.*)$ https://b$1 [R]\n", "pass 2"},
	{"redirect-host-suffix", ".htaccess", "RewriteRule ^(.*)$ https://b$1 [R]\n", "fail 1"},
	{"redirect-host-suffix", "site.conf", "RewriteRule ^/([a-z]+)/ https://$1.b/ [R]\nRewriteRule ^/x(.*) http://b$1 [P]\n", ""},

	// Hosts
	{"served-without-tls", "site.conf", "<VirtualHost *:80>\nServerName a\n</VirtualHost>\n" + host("ServerName b"), ""},
	{"served-without-tls", "site.conf", "<VirtualHost *:80>\nServerName a\nRewriteEngine On\nRewriteRule ^ https://a/ [R]\n</VirtualHost>\n" + host("ServerName A:443"), "pass 1"},
	{"served-without-tls", "site.conf", "<VirtualHost *:80>\nServerName a\nRedirect 301 /old https://a/\n</VirtualHost>\n" + host("ServerAlias a"), "fail 1"},
	{"host-redirect", "site.conf", "<VirtualHost *:80>\nServerName x\n</VirtualHost>\n<VirtualHost *:80>\nRewriteRule ^ https://%{HTTP_HOST}/ [R]\n</VirtualHost>\n", "pass 5"},
	{"catch-all-missing", "apache2.conf", "StrictHostCheck ON\n<VirtualHost *:80>\nProxyPass / http://a/\n</VirtualHost>\n", "pass 2"},
	{"catch-all-missing", "apache2.conf", "<VirtualHost 10.0.0.1:80>\n</VirtualHost>\n<VirtualHost 10.0.0.2:80>\nProxyPass / http://a/\n</VirtualHost>\n", "pass 1, fail 3"},
	{"basic-auth-plain", "site.conf", "<VirtualHost *:80>\n<Location /a>\nSSLRequireSSL\nAuthType Basic\n</Location>\n</VirtualHost>\n", ""},

	// Proxies
	{"proxy-to-host", "site.conf", "RewriteRule ^/(.*) balancer://cluster/$1 [P]\n", "pass 1"},
	{"proxy-to-host", "site.conf", "ProxyPass /a !\n", ""},
	{"proxy-to-host", "site.conf", "ProxyPassMatch ^/(\\w+)/ http://$1.internal/\n", "fail 1"},
	{"proxy-to-host", "site.conf", "<Location /x>\nProxyPass http://127.0.0.1/\n</Location>\n", "pass 2"},
	{"proxy-host-suffix", "site.conf", "RewriteRule ^(/.*)$ http://a$1 [P]\n", "pass 1"},
	{"proxy-host-suffix", "site.conf", "RewriteRule ^/(a)(/.*)$ http://a$2 [P]\n", "pass 1"},
	{"proxy-host-suffix", "site.conf", "RewriteRule ^(.*)$ http://a$1 [R]\n", ""},
	{"proxy-host-suffix", "site.conf", "RewriteRule ^(.*)$ http://a:80$1 [P]\nRewriteRule (.*) http://a:80$1 [P]\n", "pass 1, pass 2"},
	{"proxy-host-suffix", "site.conf", "RewriteRule (x.*) http://a$1 [P]\n", "fail 1"},
	{"proxy-host-suffix", "site.conf", "RewriteRule ^ http://a$0 [P]\nRewriteRule x http://a$0 [P]\n", "pass 1, fail 2"},
	{"proxy-host-suffix", ".htaccess", "RewriteRule ^(.*)$ http://a$1 [P]\n", "fail 1"},
	{"proxy-tls-unverified", "apache2.conf", "SSLProxyVerify require\nProxyPass / https://a.internal/\n", "pass 2"},
	{"proxy-tls-unverified", "apache2.conf", "SSLProxyVerify optional\nProxyPass / https://a.internal/\n", "fail 2"},
	{"forwarded-proto-missing", "apache2.conf", host("ProxyPass / unix:/run/a.sock|http://localhost/"), "fail 2"},
	{"forwarded-proto-missing", "apache2.conf", host("ProxyPass / uwsgi://127.0.0.1:3031/"), ""},
	{"forwarded-proto-missing", "apache2.conf", host("RequestHeader unset X-Forwarded-Proto\nProxyPass / http://a/"), "pass 2"},
	{"remoteip-trusts-all", "site.conf", "RemoteIPHeader X-Forwarded-For\nRemoteIPTrustedProxy 10.0.0.0/8\n", "pass 2"},
	{"remoteip-trusts-all", "site.conf", "RemoteIPInternalProxy ::/0\n", "fail 1"},

	{"host-not-passed", "apache2.conf", host("ProxyPass / http://10.0.0.1/"), ""},
	{"host-not-passed", "apache2.conf", host("ProxyPass /app http://localhost/"), ""},
	{"host-not-passed", "apache2.conf", "ProxyPreserveHost On\n" + host("ProxyPass / unix:/run/a|http://localhost/"), "pass 1"},
	{"host-not-passed", "apache2.conf", host("ProxyPreserveHost ${P}\nProxyPass / http://localhost/"), "unknown 3"},
	{"host-not-passed", "apache2.conf", host("RequestHeader set Host a.example\nProxyPass / http://localhost/"), ""},
	{"access-by-header", "site.conf", "BrowserMatchNoCase ^mon ok=1 !x\n<Location /a>\nAllow from env=ok\nRequire env x\n</Location>\n", "fail 3"},
	{"access-by-header", "site.conf", "SetEnvIf X-Origin-Secret ^k$ ok\nSetEnvIf Remote_Addr ^1 ok\n<Location /a>\nRequire env ok\n</Location>\n", ""},
	{"access-by-header", "site.conf", "SetEnvIf Referer ^a ok\n<Location /a>\n<RequireAll>\nRequire env ok\nRequire ip 10.0.0.1\n</RequireAll>\n</Location>\n", ""},
	{"private-answers-cached", "site.conf", "CacheStoreNoStore on\nCacheIgnoreQueryString Off\n", "fail 1, pass 2"},
	{"certificate-missing", "apache2.conf", "SSLCertificateFile /a\n" + host("SSLEngine on"), "pass 3"},
	{"certificate-missing", "apache2.conf", "MDomain a.example\n" + host("SSLEngine on"), ""},
	{"certificate-missing", "apache2.conf", "SSLEngine on\n" + host("SSLCertificateFile /a"), ""},
	{"certificate-missing", "apache2.conf", host("SSLEngine off"), ""},
	{"client-cert-unverified", "site.conf", "SSLVerifyClient none\n", "pass 1"},
	{"secrets-in-log", "site.conf", "CustomLog a \"%>s %!200{Authorization}i\"\nForensicLog b\n", "fail 1, fail 2"},
	{"secrets-in-log", "site.conf", "LogFormat \"%{sessionid}C\" a\nLogFormat \"{Cookie}i\" b\nLogFormat \"%{Cookies}i\" c\n", "fail 1"},

	{"secret-written", "site.conf", "ProxyPass /a ajp://b/ secret=abcdefgh\nBalancerMember ajp://b secret=${S}\n", "fail 1, pass 2"},
	{"secret-written", "site.conf", "RequestHeader set Authorization \"Basic dXNlcjpwYXNz\"\nRequestHeader set Authorization \"%{AUTH}e\"\nRequestHeader unset Authorization\n", "fail 1"},
	{"secret-written", "site.conf", "Define DB_PASSWORD hunter22\nDefine PORT 80\n", "fail 1"},
	{"secret-written", "site.conf", "MDExternalAccountBinding kid hmachmac\nDBDParams host=a,password=${P}\n", "fail 1, pass 2"},

	// Files
	{"hidden-files-served", "apache2.conf", host("DocumentRoot /srv\n<FilesMatch \"\\.(bak|sql)$\">\nRequire all denied\n</FilesMatch>"), "fail 2"},
	{"hidden-files-served", "apache2.conf", host("DocumentRoot /srv\n<FilesMatch \"^\\.ht\">\nRequire all denied\n</FilesMatch>"), "fail 2"},
	{"hidden-files-served", "apache2.conf", host("DocumentRoot /srv\n<FilesMatch \"^\\.\">\nRequire all denied\n</FilesMatch>"), "pass 4"},
	{"hidden-files-served", "apache2.conf", "<FilesMatch \"^\\.\">\nRequire all denied\n</FilesMatch>\n" + host("DocumentRoot /srv"), "pass 2"},
	{"hidden-files-served", "apache2.conf", host("DocumentRoot /srv\nRewriteRule (^|/)\\.(?!well-known) - [F]"), "pass 3"},
	{"hidden-files-served", "apache2.conf", host("WSGIScriptAlias / /srv/a.py"), ""},
	{"hidden-files-served", "apache2.conf", host("DocumentRoot /srv\nProxyPass / http://a/"), ""},
	{"hidden-files-served", "apache2.conf", host("DocumentRoot /srv\nProxyPass /app http://a/"), "fail 2"},
	{"ht-files-served", "apache2.conf", "<Files ~ \"^\\.ht\">\nRequire all denied\n</Files>\n", "pass 1"},
	{"secret-file-served", "site.conf", "Alias /static/ /srv/static/\nAuthUserFile /srv/static/.htpasswd\n", "fail 2"},
	{"project-exposed", "site.conf", "WSGIScriptAlias / /srv/shop/wsgi.py\nAlias /static /srv/shop/static\nDocumentRoot /srv\n", "pass 2, fail 3"},
	{"alias-slash", "site.conf", "Alias / /srv\nAlias \"/s/\" \"/srv/s\"\n", "pass 1, fail 2"},
	{"setenv-secret", "site.conf", "SetEnv SECRET_KEY_FILE /etc/key\nSetEnv PATH /bin\n", ""},
	{"media-handlers", "site.conf", "<Directory /srv/media/uploads>\nOptions -ExecCGI\nSetHandler none\n</Directory>\n", ""},
	{"media-handlers", "apache2.conf", "<DirectoryMatch>\n</DirectoryMatch>\nAlias /media/ /srv/media/\n", "pass 3"},
	{"media-handlers", "site.conf", "<Directory ~ \"^/srv/media\">\nphp_admin_flag engine on\n</Directory>\n", "fail 2"},
	{"double-extension", "site.conf", "AddHandler server-parsed .shtml\n", ""},
	{"double-extension", "site.conf", "AddType application/x-httpd-php .php\n", "fail 1"},
	{"wsgi-embedded", "apache2.conf", host("WSGIDaemonProcess a\nWSGIScriptAlias / /srv/a.py\n<Location />\nWSGIProcessGroup a\n</Location>"), "pass 3"},
	{"wsgi-embedded", "apache2.conf", "WSGIProcessGroup %{GLOBAL}\nWSGIScriptAlias / /srv/a.py\n", "fail 2"},
	{"wsgi-daemon-twice", "site.conf", "<IfDefine A>\nWSGIDaemonProcess a\n</IfDefine>\nWSGIDaemonProcess a\n", "pass 4"},
	{"wsgi-daemon-twice", "site.conf", "<Macro V $n>\nWSGIDaemonProcess $n\n</Macro>\nUse V a\nUse V b\nUse V a\n", "pass 2, fail 2"},
	{"wsgi-group-undefined", "apache2.conf", "WSGIProcessGroup %{GLOBAL}\n", ""},
	{"wsgi-group-undefined", "apache2.conf", "WSGIScriptAlias / /srv/a.py process-group=b\n", "fail 1"},
	{"wsgi-group-undefined", "apache2.conf", "WSGIDaemonProcess ${A}\nWSGIProcessGroup b\n", "unknown 2"},
	{"wsgi-group-undefined", "apache2.conf", "Include x.conf\nWSGIProcessGroup b\n", "unknown 2"},
	{"wsgi-subinterpreter", "site.conf", "WSGIScriptAlias / /srv/a.py process-group=a application-group=b\n", "fail 1"},
	{"wsgi-subinterpreter", "site.conf", "WSGIScriptAlias / /srv/a.py\n", ""},
	{"wsgi-subinterpreter", "site.conf", "WSGIProcessGroup a\nWSGIScriptAlias / /srv/a.py\n<Location />\nWSGIApplicationGroup %{GLOBAL}\n</Location>\n", ""},
	{"wsgi-subinterpreter", "site.conf", "WSGIProcessGroup a\n<VirtualHost *:80>\nWSGIScriptAlias / /a.py\n</VirtualHost>\n<VirtualHost *:443>\nWSGIScriptAlias / /a.py\n</VirtualHost>\n", "fail 3, fail 6"},
	{"wsgi-server-user", "apache2.conf", "User web\nWSGIDaemonProcess a user=web\n", "fail 2"},
	{"wsgi-server-user", "apache2.conf", "WSGIDaemonProcess a user=${U}\n", ""},
	{"wsgi-loose-umask", "site.conf", "WSGIDaemonProcess a umask=0022\nWSGIDaemonProcess b umask=0\nWSGIDaemonProcess c umask=0775\nWSGIDaemonProcess d umask=x\n", "pass 1, fail 2, fail 3"},
	{"wsgi-requests-unbounded", "site.conf", "WSGIDaemonProcess a request-timeout=0\n", "fail 1"},
	{"wsgi-system-python", "site.conf", "WSGIDaemonProcess a python-path=/srv/a:/srv/venv/lib/python3.11/site-packages\n", "pass 1"},
	{"wsgi-system-python", "apache2.conf", "Include wsgi.conf\nWSGIDaemonProcess a\n", "unknown 2"},
	{"wsgi-reload", "site.conf", "WSGIScriptReloading Off\n", "pass 1"},
	{"backup-files-served", "apache2.conf", host("DocumentRoot /srv\n<Files ~ \"\\.(orig|bak)$\">\nRequire all denied\n</Files>"), "pass 4"},
	{"backup-files-served", "apache2.conf", host("DocumentRoot /srv\n<FilesMatch \"^\\.ht\">\nRequire all denied\n</FilesMatch>"), "fail 2"},
	{"backup-files-served", "apache2.conf", host("WSGIScriptAlias / /srv/a.py"), ""},
	{"cgi-enabled", "site.conf", "Options All -ExecCGI\n", "pass 1"},
	{"cgi-enabled", "site.conf", "Options +ExecCGI\nOptions -ExecCGI\n", "pass 2"},
	{"multiviews", "site.conf", "Options All\n", "pass 1"},
	{"multiviews", "site.conf", "Options +multiviews\n", "fail 1"},
	{"user-directories", "site.conf", "UserDir public_html\nUserDir disabled root\n", "fail 1"},

	// What httpd refuses
	{"misplaced-directive", "snippet.conf", "Require all denied\n", ""},
	{"misplaced-directive", "apache2.conf", "Require all denied\n", "fail 1"},
	{"misplaced-directive", "site.conf", "<Location /a>\n<Files x>\n</Files>\n</Location>\n", "fail 2"},
	{"misplaced-directive", "site.conf", "<Directory /a>\n<IfVersion >= 2.4>\nInclude x\n</IfVersion>\nDefine A b\n</Directory>\n", ""},
	{"misplaced-directive", ".htaccess", "Options None\nRewriteEngine On\n<IfModule x>\nRequire all denied\n</IfModule>\n", ""},
	{"misplaced-directive", ".htaccess", "php_value a b\nSSLEngine on\n", "fail 2"},
	{"unknown-directive", "site.conf", "SecRuleEngine On\nPassengerRoot /x\nphp_value a b\n", ""},
	{"unknown-directive", "site.conf", "<Macro x $y>\n$y\n</Macro>\n<VirtaulHost *>\n</VirtaulHost>\n", "fail 4"},
	{"wrong-arguments", "site.conf", "KeepAlive On # no\nDirectoryIndex\nDocumentRoot \"\"\n", "fail 3"},
	{"comment-continued", "site.conf", "# a \\\n\n# b \\\n# c\n", ""},
	{"comment-continued", "site.conf", "# a \\\r\nOptions None\r\n", "fail 1"},
}

func TestVerdicts(t *testing.T) {
	for _, c := range verdictCases {
		if got := said(c.file, c.text, c.rule); got != c.want {
			t.Errorf("%s of %s: %q, want %q\n%s", c.rule, c.file, got, c.want, c.text)
		}
	}
}

// TestATypeForScriptsWeighsLittle holds that AddType is a lesser fault than
// AddHandler: pictures stay pictures.
func TestATypeForScriptsWeighsLittle(t *testing.T) {
	for directive, want := range map[string]audit.Severity{"AddHandler": audit.Medium, "AddType": audit.Low} {
		for _, v := range auditText("site.conf", directive+" application/x-httpd-php .php\n").Verdicts {
			if v.Rule == "apache/double-extension" && v.Severity != want {
				t.Errorf("%s: %v, want %v", directive, v.Severity, want)
			}
		}
	}
}

// TestTheMissingModuleIsNamed holds that headers are not asked of a server that
// cannot send them, but the module is.
func TestTheMissingModuleIsNamed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"LoadModule ssl_module a\n", "mod_headers is not loaded: no X-Frame-Options"},
		{"LoadModule headers_module a\n", "other sites may frame the pages"},
		{"", "other sites may frame the pages"},
	} {
		for _, v := range auditText("apache2.conf", c.text+host("DocumentRoot /srv")).Verdicts {
			if v.Rule == "apache/framing-allowed" && v.Message != c.want {
				t.Errorf("%q: %s, want %s", c.text, v.Message, c.want)
			}
		}
	}
}

// TestPoliciesOfAScopeCountTogether holds which Header directives make one
// policy list, and where faults in it stand.
func TestPoliciesOfAScopeCountTogether(t *testing.T) {
	const name = "Content-Security-Policy"
	for _, c := range []struct{ what, text, rule, want string }{
		{"the last one set counts", "Header set " + name + " \"script-src *\"\nHeader set " + name + " \"script-src 'self'\"\n", "csp-unsafe", "pass 2"},
		{"one added limits another", "Header set " + name + " \"script-src *\"\nHeader add " + name + " \"script-src 'self'\"\n", "csp-unsafe", "pass 1"},
		{"two tables", "Header set " + name + " \"script-src 'self'\"\nHeader always set " + name + " \"script-src *\"\n", "csp-unsafe", "pass 1, fail 2"},
		{"a report is no limit", "Header set " + name + "-Report-Only \"script-src *\"\n", "csp-unsafe", ""},
		{"a report may be malformed", "Header set " + name + "-Report-Only \"default-src self\"\n", "csp-malformed", "fail 1"},
		{"a nonce of the server", "Header set " + name + " \"script-src 'nonce-%{UNIQUE_ID}e'; base-uri 'none'\"\n", "csp-unsafe", "pass 1"},
		{"a variable", "Header set " + name + " \"${CSP}\"\n", "csp-unsafe", ""},
		{"removed", "Header unset " + name + "\n", "csp-unsafe", ""},
	} {
		if got := said("site.conf", c.text, c.rule); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", c.what, got, c.want, c.text)
		}
	}
	for _, v := range auditText("site.conf", "Header set "+name+" \"default-src 'self'; script-src * data:\"\n").Verdicts {
		if v.Rule == "apache/csp-unsafe" && v.Span.Text() != "*" && v.Span.Text() != "data:" {
			t.Errorf("the fault stands at %q", v.Span.Text())
		}
	}
}
