package apache

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// met are texts that let a fault of httpd out, the smallest ones.
var met = map[string]string{
	"CVE-2021-41773": "<Directory />\nRequire all granted\n</Directory>\n",
	"CVE-2021-42013": "<Directory />\nRequire all granted\n</Directory>\n",
	"CVE-2021-40438": "ProxyPass / http://a/\n",
	"CVE-2021-30641": "MergeSlashes Off\n",
	"CVE-2021-44224": "ProxyRequests On\n",
	"CVE-2022-26377": "ProxyPass / ajp://a:8009/\n",
	"CVE-2022-31813": "ProxyPass / https://a/\n",
	"CVE-2006-20001": "<Location /d>\nDav On\n</Location>\n",
	"CVE-2022-36760": "ProxyPassMatch ^/(.*)$ ajp://a:8009/$1\n",
	"CVE-2022-37436": "ProxyPass / fcgi://a:9000/\n",
	"CVE-2023-25690": "RewriteRule ^/x/(.*) http://a/y?$1 [P]\n",
	"CVE-2023-27522": "ProxyPass / unix:/run/a|uwsgi://a/\n",
	"CVE-2023-31122": "<Macro M>\n</Macro>\n",
	"CVE-2023-43622": "Protocols h2 http/1.1\n",
	"CVE-2023-45802": "Protocols H2C http/1.1\n",
	"CVE-2024-27316": "Protocols h2 http/1.1\n",
	"CVE-2024-38473": "ProxyPass / http://a/\n",
	"CVE-2024-38475": "RewriteRule ^/(.*)/x /$1.html\n",
	"CVE-2024-39884": "AddType application/x-httpd-php .php\n",
	"CVE-2024-40725": "AddType application/x-httpd-php .php\n",
	"CVE-2025-23048": "SSLVerifyClient require\n",
	"CVE-2025-49812": "SSLEngine optional\n",
	"CVE-2025-53020": "Protocols h2 http/1.1\n",
	"CVE-2025-54090": "RewriteCond expr \"true\"\n",
	"CVE-2025-58098": "Options +Includes\n",
	"CVE-2026-23918": "Protocols h2 http/1.1\n",
	"CVE-2026-24072": "<Directory /srv>\nAllowOverride Limit FileInfo\n</Directory>\n",
	"CVE-2026-28780": "ProxyPass / ajp://a:8009/\n",
	"CVE-2026-49975": "Protocols h2 http/1.1\n",
	"CVE-2026-44119": "<Directory /srv>\nAllowOverride All\n</Directory>\n",
	"CVE-2026-34356": "ProxyPassReverseCookiePath /a /b\n",
	"CVE-2026-34355": "ProxyHTMLEnable On\n",
	"CVE-2026-42528": "<Location /d>\nDav On\n</Location>\n",
	"CVE-2026-48005": "AuthDigestNcCheck On\n",
	"CVE-2026-57941": "Protocols h2 http/1.1\n",
	"CVE-2026-63718": "ProxyPass / uwsgi://a/\n",
}

// TestAdvisories holds for each fault that the last release with it is told, the
// next one not, and neither where the configuration does not let it out.
func TestAdvisories(t *testing.T) {
	for _, a := range advisories {
		text := met[a.cve]
		if text == "" {
			t.Errorf("%s: no text lets it out", a.cve)
		}
		fixed := audit.MustVersion(a.fixed)
		last := audit.Version{fixed[0], fixed[1], fixed[2] - 1}
		tests := []struct {
			release audit.Version
			text    string
			want    bool
		}{
			{last, text, true}, {fixed, text, false}, {last, "DocumentRoot /srv\n", false},
			{last, "<IfDefine X>\n" + text + "</IfDefine>\n", false},
		}
		if a.first != "" {
			first := audit.MustVersion(a.first)
			before := audit.Version{first[0], first[1], first[2] - 1}
			tests = append(tests, []struct {
				release audit.Version
				text    string
				want    bool
			}{{first, text, true}, {before, text, false}}...)
		}
		for _, c := range tests {
			if got := toldOf(a.cve, c.text, c.release); got != c.want {
				t.Errorf("%s in %s: %v, want %v\n%s", a.cve, c.release, got, c.want, c.text)
			}
		}
		if settled.Less(fixed) {
			t.Errorf("%s is fixed in %s, after the last known release", a.cve, a.fixed)
		}
	}
}

func toldOf(cve, text string, release audit.Version) bool {
	file := &audit.File{Name: "site.conf", Kind: Kind, Text: text}
	stack := audit.NewStack([]*audit.File{file}, audit.Targets{"apache": release}, nil)
	Format.Audit(stack)
	for _, v := range stack.Report().Verdicts {
		if strings.HasPrefix(v.Message, cve) {
			return true
		}
	}
	return false
}

// TestAnAssumedReleaseIsNotBlamed holds that nothing is said of a release that
// nobody named.
func TestAnAssumedReleaseIsNotBlamed(t *testing.T) {
	if got := said("apache2.conf", "Protocols h2\n", "known-vulnerability"); got != "" {
		t.Errorf("said %q", got)
	}
}

// TestSince holds that the table of first releases speaks of directives that
// httpd has, each of a release of 2.4.
func TestSince(t *testing.T) {
	for name, since := range sinces() {
		if _, known := specs()[name]; !known {
			t.Errorf("httpd has no directive %s", name)
		}
		if since[0] != 2 || since[1] != 4 || since[2] == 0 {
			t.Errorf("%s came with %s", name, since)
		}
	}
	if len(sinces()) < 90 {
		t.Errorf("%d rows", len(sinces()))
	}
}
