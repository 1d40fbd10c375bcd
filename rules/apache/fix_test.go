package apache

import (
	"testing"

	"preflight/rules/audit"
)

// TestFixesKeepTheLayout holds how fixes sit in the text: indented as their
// neighbours, with the line ends of the file.
func TestFixesKeepTheLayout(t *testing.T) {
	for _, c := range []struct{ name, text, rule, want string }{
		{"Windows line ends", "<Location /s>\r\n\tSetHandler server-status\r\n</Location>\r\n", "status-exposed",
			"<Location /s>\r\n\tSetHandler server-status\r\n\tRequire local\r\n</Location>\r\n"},
		{"nested and indented", "<VirtualHost *>\n  <Location /s>\n    SetHandler server-status\n  </Location>\n</VirtualHost>\n", "status-exposed",
			"<VirtualHost *>\n  <Location /s>\n    SetHandler server-status\n    Require local\n  </Location>\n</VirtualHost>\n"},
		{"a continued line", "FileETag \\\n  INode\n", "etag-inode", "FileETag \\\n  MTime Size\n"},
		{"no line end", "ServerSignature On", "server-signature", "ServerSignature Off"},
		{"quoted", "Alias '/s/' '/srv/s'\n", "alias-slash", "Alias '/s/' '/srv/s/'\n"},
		{"one word of several", "Options FollowSymLinks +Indexes\n", "directory-listing", "Options FollowSymLinks -Indexes\n"},
		{"a directive and a line less", "<Files x>\n Order deny,allow\n Deny from all\n</Files>\n", "legacy-access-control",
			"<Files x>\n Require all denied\n</Files>\n"},
		{"two lines of one", "  SSLCipherSuite TLS_AES_128_GCM_SHA256:HIGH\r\n", "tls13-suites-ignored",
			"  SSLCipherSuite TLSv1.3 TLS_AES_128_GCM_SHA256\r\n  SSLCipherSuite HIGH\r\n"},
		{"a module that may be missing", "<VirtualHost *>\n\tDocumentRoot /a\n</VirtualHost>\n", "framing-allowed",
			"<VirtualHost *>\n\tDocumentRoot /a\n\t<IfModule mod_headers.c>\n\t\tHeader always set X-Frame-Options DENY\n\t</IfModule>\n</VirtualHost>\n"},
		{"a module that may be missing, for the server", "DocumentRoot /a\n", "framing-allowed",
			"<IfModule mod_headers.c>\n    Header always set X-Frame-Options DENY\n</IfModule>\nDocumentRoot /a\n"},
		{"a module that is loaded", "LoadModule headers_module a\n<VirtualHost *>\n</VirtualHost>\n", "framing-allowed",
			"LoadModule headers_module a\n<VirtualHost *>\n    Header always set X-Frame-Options DENY\n</VirtualHost>\n"},
		{"a module that may be loaded", "<IfDefine X>\nLoadModule headers_module a\n</IfDefine>\n<VirtualHost *>\n</VirtualHost>\n", "framing-allowed",
			"<IfDefine X>\nLoadModule headers_module a\n</IfDefine>\n<VirtualHost *>\n    <IfModule mod_headers.c>\n        Header always set X-Frame-Options DENY\n    </IfModule>\n</VirtualHost>\n"},
		{"a module that is in use", "RequestHeader unset Proxy\n<VirtualHost *>\n</VirtualHost>\n", "framing-allowed",
			"RequestHeader unset Proxy\n<VirtualHost *>\n    Header always set X-Frame-Options DENY\n</VirtualHost>\n"},
		{"a module in use if it is there", "<IfModule mod_headers.c>\nRequestHeader unset Proxy\n</IfModule>\n<VirtualHost *>\n</VirtualHost>\n", "nosniff-missing",
			"<IfModule mod_headers.c>\nRequestHeader unset Proxy\n</IfModule>\n<VirtualHost *>\n    <IfModule mod_headers.c>\n        Header always set X-Content-Type-Options nosniff\n    </IfModule>\n</VirtualHost>\n"},
		{"a module that is missing", "LoadModule ssl_module a\n<VirtualHost *>\n</VirtualHost>\n", "framing-allowed", ""},
		{"a request header", "<VirtualHost *>\nProxyPass / http://a/\n</VirtualHost>\n", "forwarded-proto-missing",
			"<VirtualHost *>\nProxyPass / http://a/\n<IfModule mod_headers.c>\n    RequestHeader set X-Forwarded-Proto http\n</IfModule>\n</VirtualHost>\n"},
		{"a request header without the module", "LoadModule ssl_module a\n<VirtualHost *>\nProxyPass / http://a/\n</VirtualHost>\n", "forwarded-proto-missing", ""},
		{"TLS that may be missing", "<VirtualHost *:443>\n</VirtualHost>\n", "session-tickets",
			"<IfModule mod_ssl.c>\n    SSLSessionTickets off\n</IfModule>\n<VirtualHost *:443>\n</VirtualHost>\n"},
		{"TLS that is missing", "LoadModule alias_module a\n<VirtualHost *:443>\n</VirtualHost>\n", "weak-ssl-protocols", ""},
		{"home folders", "UserDir public_html\n", "user-directories", ""},
		{"a comment first", "# main\n\nServerRoot /x\n", "server-tokens", "# main\n\nServerTokens Prod\nServerRoot /x\n"},
	} {
		var fixed string
		for _, v := range auditText("apache2.conf", c.text).Verdicts {
			if v.Rule == "apache/"+c.rule && v.Fix != nil {
				var err error
				if fixed, err = audit.Apply(v.Span.File, v.Fix.Edits); err != nil {
					t.Fatal(err)
				}
			}
		}
		if fixed != c.want {
			t.Errorf("%s: %q, want %q", c.name, fixed, c.want)
		}
	}
}
