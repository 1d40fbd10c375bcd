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
