package systemd

import (
	"testing"

	"preflight/rules/audit"
)

func TestVariablesOfApplicationsArePublished(t *testing.T) {
	for text, want := range map[string]string{
		"[Service]\nEnvironment=DEBUG=1 \"A=b c\"\nExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi\n": "1",
		"[Service]\nEnvironment=DEBUG=1\nEnvironment=\nExecStart=/srv/shop/venv/bin/gunicorn x\n":     "",
		"[Service]\nEnvironment=DEBUG=%i\nExecStart=/srv/shop/venv/bin/gunicorn x\n":                  "",
		"[Service]\nEnvironment=DEBUG=1\nExecStart=/usr/sbin/sshd -D\n":                               "",
	} {
		stack := audit.NewStack([]*audit.File{{Name: "shop.service", Kind: Kind, Text: text}}, nil, nil)
		publish(stack)
		got := ""
		for _, v := range stack.Variables("DEBUG") {
			got += v.Value
		}
		if got != want {
			t.Errorf("%q: DEBUG is %q, want %q", text, got, want)
		}
	}
}
