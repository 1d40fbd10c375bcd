package apache

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// show writes a setting: its value and line, what is open, and how many
// directives may replace it.
func show(s Setting) string {
	out := []string{[]string{"unset", "set", "unseen"}[s.State]}
	if s.Use != nil {
		out = append(out, s.Use.Value(0))
	}
	if s.Settle != "" {
		out = append(out, "?")
	}
	return strings.Join(append(out, strings.Repeat("m", len(s.Maybe))), " ")
}

func TestSetting(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"apache2.conf", "", "unset "},
		{"apache2.conf", "Timeout 1\nTimeout 2\n", "set 2 "},
		{"apache2.conf", "TIMEOUT 1\n", "set 1 "},
		{"apache2.conf", "Timeout 1\n<IfDefine X>\nTimeout 2\n</IfDefine>\n", "set 1 m"},
		{"apache2.conf", "<IfDefine X>\nTimeout 2\n</IfDefine>\nTimeout 1\n", "set 1 "},
		{"apache2.conf", "Define X\n<IfDefine X>\nTimeout 2\n</IfDefine>\n", "set 2 "},
		{"apache2.conf", "Define X\n<IfDefine !X>\nTimeout 2\n</IfDefine>\n", "unset "},
		{"apache2.conf", "<IfDefine X>\nDefine Y\n</IfDefine>\n<IfDefine Y>\nTimeout 2\n</IfDefine>\n", "unset m"},
		{"apache2.conf", "<IfModule mod_x.c>\nTimeout 2\n</IfModule>\n", "set 2 "},
		{"apache2.conf", "<IfModule !mod_x.c>\nTimeout 2\n</IfModule>\n", "unset m"},
		{"apache2.conf", "LoadModule x_module a\n<IfModule !mod_x.c>\nTimeout 2\n</IfModule>\n", "unset "},
		{"apache2.conf", "LoadModule y_module a\n<IfModule mod_x.c>\nTimeout 2\n</IfModule>\n", "unset "},
		{"apache2.conf", "LoadModule y_module a\nInclude z\n<IfModule mod_x.c>\nTimeout 2\n</IfModule>\n", "set 2 "},
		{"apache2.conf", "LoadModule y_module a\n<IfModule mod_so.c>\nTimeout 2\n</IfModule>\n", "set 2 "},
		{"apache2.conf", "<IfModule a>\n<IfDefine b>\nTimeout 2\n</IfDefine>\n</IfModule>\n", "unset m"},
		{"apache2.conf", "Define A 1\nDefine B ${A}2\nTimeout ${B}\n", "set 12 "},
		{"apache2.conf", "Define A 1\nDefine A 2\nTimeout ${A}\n", "set ${A} "},
		{"apache2.conf", "Timeout ${HOME}\n", "set ${HOME} "},
		{"apache2.conf", "Timeout 1\nInclude x.conf\n", "set 1 ? "},
		{"apache2.conf", "Include x.conf\nTimeout 1\n", "set 1 "},
		{"apache2.conf", "Include x.conf\n", "unseen ? "},
		{"apache2.conf", "IncludeOptional mods-enabled/*.load\nInclude ports.conf\n", "unset "},
		{"site.conf", "", "unseen ? "},
		{"site.conf", "Timeout 1\n", "set 1 "},
	} {
		c2 := configOf(t, c.file, c.text+"\n# end\n")
		if got := show(c2.Server.Setting("timeout")); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.file, c.text, got, c.want)
		}
	}
}

// TestVersions holds what <IfVersion> says of any 2.4, and of 2.4.62.
func TestVersions(t *testing.T) {
	const yes, no, maybe = audit.Yes, audit.No, audit.Maybe
	for _, c := range []struct {
		test       string
		any, named audit.Truth
	}{
		{"2.4", no, no}, {"= 2.4", no, no}, {"== 2.2", no, no}, {">= 2.4", yes, yes}, {"> 2.4", yes, yes},
		{"< 2.4", no, no}, {"<= 2.4", no, no}, {"< 2.5", yes, yes}, {"!< 2.4", yes, yes}, {"!= 2.4", yes, yes},
		{">= 2.4.10", maybe, yes}, {"> 2.4.62", maybe, no}, {"<= 2.4.62", maybe, yes}, {"2.4.62", maybe, yes},
		{"= 2.4.61", maybe, no}, {"!= 2.4.61", maybe, yes}, {">= 2.2.31", yes, yes}, {"> 2", yes, yes}, {"<= 3", yes, yes},
		{"~ ^2.4", maybe, maybe}, {"/^2/", maybe, maybe}, {"", maybe, maybe}, {"like 2.4", maybe, maybe},
	} {
		for release, want := range map[string]audit.Truth{"": c.any, "2.4.62": c.named} {
			targets := audit.Targets{}
			if release != "" {
				targets["apache"] = audit.MustVersion(release)
			}
			file := &audit.File{Name: "apache2.conf", Kind: Kind, Text: "<IfVersion " + c.test + ">\nTimeout 1\n</IfVersion>\n"}
			config := Configs(audit.NewStack([]*audit.File{file}, targets, nil))[0]
			if got := config.holds(config.Parsed[0].Body[0]); got != want {
				t.Errorf("%q of release %q: %v, want %v", c.test, release, got, want)
			}
		}
	}
}

func TestMatchingOfIncludes(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"/etc/apache2/ports.conf", "ports.conf", true},
		{"ports.conf", "apache2/ports.conf", true},
		{"ports.conf", "other.conf", false},
		{"sites-enabled/*.conf", "sites-enabled/shop.conf", true},
		{"/etc/apache2/sites-enabled/*.conf", "etc/apache2/sites-available/shop.conf", true},
		{"sites-enabled/*.conf", "mods-enabled/ssl.conf", false},
		{"sites-enabled/*.conf", "shop.conf", false}, // it may be anything
		{"sites-enabled/*.conf", "sites-enabled/shop.txt", false},
		{"conf.d", "conf.d/a.conf", true},
		{"conf.modules.d/*.conf", "conf.modules.d/00-base.conf", true},
		{"/a/b/c.conf", "x/b/c.conf", false},
		{"/a/b/c.conf", "b/c.conf", true},
		{"[", "x", false},
	} {
		if got := matches(settle(c.pattern), settle(c.name)); got != c.want {
			t.Errorf("%s of %s: %v", c.pattern, c.name, got)
		}
	}
}

// TestWhatIsNotEnabledIsNotRead holds Debian's folders: where the enabled ones
// are given, the available ones are a store.
func TestWhatIsNotEnabledIsNotRead(t *testing.T) {
	texts := map[string]string{
		"e/apache2.conf":                "IncludeOptional mods-enabled/*.load\nIncludeOptional mods-enabled/*.conf\nIncludeOptional sites-enabled/*.conf\n",
		"e/mods-available/headers.load": "LoadModule headers_module a\n",
		"e/mods-available/ssl.load":     "LoadModule ssl_module a\n",
		"e/mods-available/ssl.conf":     "Timeout 1\n",
		"e/mods-enabled/alias.load":     "LoadModule alias_module a\n",
		"e/sites-available/a.conf":      "<VirtualHost *:443>\n</VirtualHost>\n",
		"e/sites-enabled/b.conf":        "<VirtualHost *:80>\n</VirtualHost>\n",
	}
	names := slices.Sorted(maps.Keys(texts))
	c := configsOf(t, texts, names...)[0]
	if len(c.modules) != 1 || !c.modules["alias"] || c.Server.Has("Timeout") {
		t.Errorf("modules %v, Timeout %v", c.modules, c.Server.Has("Timeout"))
	}
	if len(c.Hosts) != 1 || !c.Hosts[0].Port("80") {
		t.Errorf("%d hosts, want that of sites-enabled", len(c.Hosts))
	}
	// Without the enabled folder the available one stands for it.
	c = configsOf(t, texts, "e/apache2.conf", "e/mods-available/ssl.conf", "e/mods-available/ssl.load")[0]
	if !c.modules["ssl"] || !c.Server.Has("Timeout") {
		t.Errorf("modules %v, Timeout %v", c.modules, c.Server.Has("Timeout"))
	}
	// A path that a variable completes is not told in time, and harms nothing.
	texts["e/mods-enabled/alias.load"] += "Define D mods-available\nInclude ${D}/ssl.conf\n"
	configsOf(t, texts, names...)
	// What is named is read, wherever it lies.
	texts["e/apache2.conf"] += "Include mods-available/ssl.conf\n"
	if c = configsOf(t, texts, names...)[0]; !c.Server.Has("Timeout") || c.modules["ssl"] {
		t.Errorf("modules %v, Timeout %v", c.modules, c.Server.Has("Timeout"))
	}
}

func TestIncludesAreFollowed(t *testing.T) {
	texts := map[string]string{
		"apache2.conf":            "Timeout 1\nIncludeOptional sites-enabled/*.conf\nTimeout 3\n",
		"sites-enabled/shop.conf": "<VirtualHost *:443>\nServerName shop\nInclude snippets/tls.conf\n</VirtualHost>\n",
		"snippets/tls.conf":       "SSLProtocol -all\nInclude snippets/tls.conf\n",
		"loose.conf":              "<VirtualHost *:80>\nServerName loose\n</VirtualHost>\n",
	}
	configs := configsOf(t, texts, "snippets/tls.conf", "sites-enabled/shop.conf", "loose.conf", "apache2.conf")
	if len(configs) != 1 {
		t.Fatalf("%d configurations", len(configs))
	}
	c := configs[0]
	if !c.Complete || len(c.Hosts) != 2 || c.Hosts[0].Names[0] != "shop" || c.Hosts[1].Names[0] != "loose" {
		t.Fatalf("hosts: %+v", c.Hosts)
	}
	if got := show(c.Hosts[0].Setting("SSLProtocol")); got != "set -all " {
		t.Errorf("SSLProtocol: %q", got)
	}
	if got := show(c.Hosts[1].Setting("SSLProtocol")); got != "unset " {
		t.Errorf("SSLProtocol of the other host: %q", got)
	}
	if got := show(c.Server.Setting("Timeout")); got != "set 3 " {
		t.Errorf("Timeout: %q", got)
	}
}

func TestPatternsAreReadInTheOrderOfNames(t *testing.T) {
	c := configsOf(t, map[string]string{
		"apache2.conf":              "IncludeOptional sites-enabled/*.conf\n",
		"sites-enabled/shop.conf":   "<VirtualHost *:80>\nServerName shop\n</VirtualHost>\n",
		"sites-enabled/000-no.conf": "<VirtualHost *:80>\nServerName none\n</VirtualHost>\n",
	}, "sites-enabled/shop.conf", "apache2.conf", "sites-enabled/000-no.conf")[0]
	if len(c.Hosts) != 2 || c.Hosts[0].Names[0] != "none" || !c.isDefault(c.Hosts[0]) || c.isDefault(c.Hosts[1]) {
		t.Errorf("hosts: %+v", c.Hosts)
	}
}

func TestTwoMainFilesAreTwoConfigurations(t *testing.T) {
	texts := map[string]string{"a/apache2.conf": "Timeout 1\n", "apache2/apache2.conf": "Listen 1\n", "httpd.conf": "Listen 2\n"}
	if n := len(configsOf(t, texts, "apache2/apache2.conf", "httpd.conf", "a/apache2.conf")); n != 2 {
		t.Errorf("%d configurations", n)
	}
}

// TestPlace holds the order in which httpd merges sections.
func TestPlace(t *testing.T) {
	const folder, url = "/srv/shop/media", "/media/"
	for _, c := range []struct{ text, want string }{
		{"<Directory /srv/shop>\nSetHandler b\n</Directory>\n<Directory /srv>\nSetHandler a\n</Directory>\n", "set b "},
		{"<Directory /srv/other>\nSetHandler a\n</Directory>\n", "unset "},
		{"<Directory /srv/sho>\nSetHandler a\n</Directory>\n", "unset "},
		{"<Location /media>\nSetHandler l\n</Location>\n<Directory /srv>\nSetHandler a\n</Directory>\n", "set l "},
		{"<DirectoryMatch ^/srv/shop>\nSetHandler m\n</DirectoryMatch>\n<Directory /srv/shop/media>\nSetHandler a\n</Directory>\n", "set m "},
		{"<Location /other>\nSetHandler l\n</Location>\nSetHandler s\n", "set s "},
		{"<Directory />\nSetHandler r\n</Directory>\nSetHandler s\n", "set r "},
		{"SetHandler s\n<VirtualHost *>\nSetHandler v\n</VirtualHost>\n", "set v "},
		{"<Directory /srv/shop/media>\nSetHandler a\n</Directory>\n<VirtualHost *>\n<Directory /srv>\nSetHandler v\n</Directory>\n</VirtualHost>\n", "set a "},
		{"<Directory /srv>\nSetHandler a\nInclude x\n</Directory>\n", "set a ? "},
		{"<IfDefine X>\n<Directory /srv>\nSetHandler a\n</Directory>\n</IfDefine>\n", "unset m"},
	} {
		if !strings.Contains(c.text, "VirtualHost") {
			c.text += "<VirtualHost *>\n</VirtualHost>\n"
		}
		config := configOf(t, "apache2.conf", c.text)
		if got := show(config.Hosts[0].At(folder, url).Setting("SetHandler")); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestOptionsOfAPlace(t *testing.T) {
	for _, c := range []struct{ outer, inner, want string }{
		{"Indexes", "", "indexes"},
		{"Indexes", "FollowSymLinks", "followsymlinks"},
		{"Indexes", "+ExecCGI", "execcgi indexes"},
		{"Indexes ExecCGI", "-Indexes", "execcgi"},
		{"All", "None", "none"},
		{"Indexes", "-Indexes ExecCGI", "indexes"}, // refused: nothing changes
	} {
		text := "<VirtualHost *>\n<Directory /srv>\nOptions " + c.outer + "\n</Directory>\n"
		if c.inner != "" {
			text += "<Directory /srv/a>\nOptions " + c.inner + "\n</Directory>\n"
		}
		on := configOf(t, "apache2.conf", text+"</VirtualHost>\n").Hosts[0].At("/srv/a", "/a").Options()
		var got []string
		for _, o := range []string{"all", "execcgi", "followsymlinks", "indexes", "none"} {
			if on[o] != nil {
				got = append(got, o)
			}
		}
		if joined := strings.Join(got, " "); joined != c.want {
			t.Errorf("%s then %s: %q, want %q", c.outer, c.inner, joined, c.want)
		}
	}
}

func TestHosts(t *testing.T) {
	for _, c := range []struct {
		text  string
		tls   audit.Truth
		sends bool // visitors elsewhere
	}{
		{"<VirtualHost *:443>", audit.Yes, false},
		{"<VirtualHost *:80>", audit.No, false},
		{"<VirtualHost *:8443>\nSSLEngine on", audit.Yes, false},
		{"<VirtualHost *:8443>\nSSLEngine optional", audit.Yes, false},
		{"<VirtualHost *:443>\nSSLEngine off", audit.No, false},
		{"<VirtualHost [::1]:443 _default_:443>", audit.Yes, false},
		{"<VirtualHost *:8080>\nSSLCertificateFile a", audit.Yes, false},
		{"<VirtualHost *:8080>", audit.No, false},
		{"<VirtualHost *:8080>\nInclude tls.conf", audit.Maybe, false},
		{"<VirtualHost *:80>\nRedirect / https://a/", audit.No, true},
		{"<VirtualHost *:80>\nRedirect 404 /", audit.No, true},
		{"<VirtualHost *:80>\nRedirect gone /old", audit.No, false},
		{"<VirtualHost *:80>\nRedirectMatch 301 ^/(.*)$ https://a/$1", audit.No, true},
		{"<VirtualHost *:80>\nRedirectMatch 404 \\.git", audit.No, false},
		{"<VirtualHost *:80>\nRewriteRule ^/?(.*) https://a/$1 [R=301,L]", audit.No, true},
		{"<VirtualHost *:80>\nRewriteRule ^ http://a/ [P]", audit.No, false},
		{"<VirtualHost *:80>\nRedirectPermanent / https://a/", audit.No, true},
	} {
		h := configOf(t, "apache2.conf", c.text+"\n</VirtualHost>\n").Hosts[0]
		if h.TLS() != c.tls || h.OnlyRedirects() != c.sends {
			t.Errorf("%s: TLS %v, redirects %v", c.text, h.TLS(), h.OnlyRedirects())
		}
	}
}

func TestAddresses(t *testing.T) {
	for text, want := range map[string]Address{
		"*:80": {"*", "80"}, "_default_:443": {"*", "443"}, "10.0.0.1:80": {"10.0.0.1", "80"}, "[::1]:443": {"::1", "443"},
		"a.example": {"a.example", ""}, "*": {"*", ""}, "*:*": {"*", "*"}, "[::1]": {"[::1]", ""}, "": {"*", ""},
	} {
		if got := addressOf(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{
		"ServerTokenz": "ServerTokens", "DocumentRot": "DocumentRoot", "SeverName": "ServerName", "ServreName": "ServerName",
		"DirectoryIndexx": "DirectoryIndex", "ServerName": "", "Foobar": "", "Usr": "",
	} {
		if got := nearest(name, false); got != want && !(want == "" && strings.EqualFold(got, name)) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := nearest("VirtaulHost", true); got != "VirtualHost" {
		t.Errorf("section: %q", got)
	}
}

func TestEveryDirectiveOfTheTable(t *testing.T) {
	for name, s := range specs() {
		if s.module == "" || strings.Trim(s.places, "sdgAFILON") != "" || s.places == "" {
			t.Errorf("%s: module %q, places %q", name, s.module, s.places)
		}
		switch s.args {
		case "*", "?", "0", "1", "2", "3", "12", "23", "13", "123", "1+", "2+":
		default:
			t.Errorf("%s: arguments %q", name, s.args)
		}
	}
	if n := len(specs()); n < 700 {
		t.Errorf("%d directives", n)
	}
}

// FuzzAudit checks that no text makes a rule panic and that every verdict
// stands inside its file.
func FuzzAudit(f *testing.F) {
	f.Add("<VirtualHost *:443>\nSSLEngine on\nHeader set A b\nProxyPass / http://a/\n</VirtualHost>\n")
	f.Add("Define A ${A}\nTimeout ${A}\nInclude x\nOptions -A B\nAlias /media/ /m\n<Directory ~ ^/m>\nRequire all granted\n")
	f.Add("RewriteRule ^(.*)$ http://a$1 [P]\nRewriteCond %{HTTP_HOST} !x\nRedirect 404 /\nSSLProtocol +\nSSLCipherSuite !:-:+\n")
	f.Add("SetEnv\nHeader\nRequire\nAlias\nRedirect\nOptions \"\"\nWSGIScriptAlias\nAuthUserFile\nUserDir\nDirectory\n<Directory>\n<Limit>\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"apache2.conf", "site.conf", ".htaccess"} {
			report := auditText(name, text)
			if len(report.Crashes) > 0 {
				t.Fatalf("%v", report.Crashes)
			}
			for _, v := range report.Verdicts {
				if v.Span.File == nil || v.Span.End > len(text) || v.Span.Start > v.Span.End {
					t.Fatalf("%s at %v", v.Rule, v.Span)
				}
				if v.Fix != nil {
					if _, err := audit.Apply(v.Span.File, v.Fix.Edits); err != nil {
						t.Fatalf("%s: %v", v.Rule, err)
					}
				}
			}
		}
	})
}

// BenchmarkAudit reads and judges a megabyte of ordinary sites.
func BenchmarkAudit(b *testing.B) {
	site := "<VirtualHost *:443>\n    ServerName a.example\n    SSLEngine on\n    DocumentRoot /srv/a\n    <Directory /srv/a>\n        Require all granted\n    </Directory>\n    ProxyPass / http://127.0.0.1:8000/\n    Header always set X-Frame-Options DENY\n</VirtualHost>\n"
	text := strings.Repeat(site, 1<<20/len(site))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		auditText("apache2.conf", text)
	}
}
