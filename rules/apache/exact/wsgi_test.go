package main

import (
	"os"
	"strings"
	"testing"
)

// wsgiTexts are configurations of mod_wsgi, the rule that finds the fault, and
// part of what httpd says of it; the last one is good.
var wsgiTexts = []struct{ rule, text, says string }{
	{"wsgi-daemon-twice", "WSGIDaemonProcess a\nWSGIDaemonProcess a\n", "duplicates previous WSGI daemon"},
	{"wsgi-daemon-twice", "<VirtualHost *:80>\nServerName a.test\nWSGIDaemonProcess a\n</VirtualHost>\n<VirtualHost *:443>\nServerName b.test\nWSGIDaemonProcess a\n</VirtualHost>\n", "duplicates previous WSGI daemon"},
	{"wsgi-group-undefined", "WSGIDaemonProcess a\nWSGIScriptAlias / /srv/a.py process-group=b application-group=%{GLOBAL}\n", "process group not yet configured"},
	{"wsgi-root-user", "WSGIDaemonProcess a user=root\n", "blocked from running as root"},
	{"", "WSGIDaemonProcess a user=nobody umask=0027 request-timeout=60\nWSGIScriptAlias / /srv/a.py process-group=a application-group=%{GLOBAL}\n", ""},
}

// TestModWsgiRefuses holds what the rules about mod_wsgi say of a start that
// fails. MOD_WSGI names the module where it is not among httpd's own.
func TestModWsgiRefuses(t *testing.T) {
	module := os.Getenv("MOD_WSGI")
	if module == "" {
		module = "/usr/lib/apache2/modules/mod_wsgi.so"
	}
	if _, err := os.Stat(module); err != nil {
		t.Skip("no mod_wsgi on this machine: nothing is asked")
	}
	o, err := newOracle("/usr/lib/apache2/modules", "wsgi_module="+module)
	if err != nil {
		t.Skip(err)
	}
	defer os.RemoveAll(o.dir)
	for _, c := range wsgiTexts {
		line, message := o.test(c.text)
		if (line != 0) != (c.says != "") || !strings.Contains(message, c.says) {
			t.Errorf("httpd says %q on line %d, want %q\n%s", message, line, c.says, c.text)
		}
		for _, rule := range []string{"wsgi-daemon-twice", "wsgi-group-undefined", "wsgi-root-user"} {
			if found := refusedBy(rule, c.text); found != (rule == c.rule) {
				t.Errorf("%s finds a fault: %v\n%s", rule, found, c.text)
			}
		}
	}
}
