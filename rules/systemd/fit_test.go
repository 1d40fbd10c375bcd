package systemd_test

import (
	"strings"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
)

// stepsOf writes the lines of the steps of the first service, and behind each
// step what is left out of it.
func stepsOf(r *audit.Report) string {
	var b strings.Builder
	for _, step := range r.Scores[0].Steps {
		for _, line := range step.Lines {
			b.WriteString(line + "\n")
		}
		for _, left := range step.Left {
			b.WriteString("not " + left.Setting + ": " + left.Text + "\n")
		}
	}
	return b.String()
}

const app = "[Service]\nUser=shop\nWorkingDirectory=/srv/shop\nExecStart=/srv/shop/venv/bin/gunicorn "

// TestStepsFitTheService holds what the steps make of what a service does; a
// line that starts with "!" must not be there.
func TestStepsFitTheService(t *testing.T) {
	for text, want := range map[string]string{
		app + "shop.wsgi\n": "CapabilityBoundingSet=|ProtectSystem=strict|ProtectHome=yes|PrivateUsers=yes|MemoryDenyWriteExecute=yes|!SystemCallFilter=@chown|not PrivateNetwork=yes: no Unix socket is named",
		app + "--bind unix:/run/shop/s.sock shop.wsgi\n":                      "SystemCallFilter=@chown|SystemCallFilter=~@chown|ReadWritePaths=-/run/shop|PrivateNetwork=yes",
		app + "--bind unix:/run/shop/s.sock x\nRuntimeDirectory=shop\n":       "!ReadWritePaths=-/run/shop",
		app + "--bind 0.0.0.0:8000 shop.wsgi\n":                               "not IPAddressDeny=any: the service is reached from other hosts|not PrivateNetwork=yes: the service is reached at this address",
		app + "--bind 127.0.0.1:8000 shop.wsgi\n":                             "IPAddressDeny=any|IPAddressAllow=localhost|not PrivateNetwork=yes",
		app + "--bind :80 shop.wsgi\n":                                        "CapabilityBoundingSet=CAP_NET_BIND_SERVICE|AmbientCapabilities=CAP_NET_BIND_SERVICE|not PrivateUsers=yes",
		app + "--access-logfile /var/log/shop/access --pid /run/shop.pid x\n": "ReadWritePaths=-/var/log/shop|!ReadWritePaths=-/run",
		app + "--bind unix:/tmp/s.sock x\n":                                   "not PrivateTmp=yes: nobody else would see this socket|ReadWritePaths=-/tmp",
		app + "x\nSystemCallFilter=~@mount\nIPAddressAllow=10.0.0.1\n":        "SystemCallFilter=\nSystemCallFilter=@system-service|IPAddressDeny=any|!IPAddressAllow=localhost",
		app + "x\nEnvironment=REDIS=redis://cache:6379\n":                     "not IPAddressDeny=any: the service connects to another host|not PrivateNetwork=yes: the service connects to another host",
		app + "x\nEnvironment=REDIS=redis://:pw@localhost:6379\n":             "IPAddressDeny=any",
		app + "x\nAmbientCapabilities=CAP_CHOWN\n":                            "CapabilityBoundingSet=CAP_CHOWN|not PrivateUsers=yes: the capability",
		"[Unit]\nRequires=shop.socket\n" + app + "shop.wsgi\n":                "PrivateNetwork=yes",
		"[Unit]\nDefaultDependencies=no\n" + app + "x\n":                      "!ProtectSystem=strict|!PrivateTmp=yes|!ProtectHome=yes",
		"[Service]\nExecStart=/srv/shop/bin/gunicorn x\n":                     "User=shop|CapabilityBoundingSet=",
		"[Service]\nExecStart=/usr/sbin/dropbear -F\n":                        "not User=: a daemon of the system may need root|not CapabilityBoundingSet=: a service that runs as root|not SystemCallFilter=@system-service: a service that runs as root",
		"[Service]\nUser=shop\nExecStart=/home/shop/venv/bin/gunicorn x\n":    "ProtectHome=tmpfs|BindPaths=/home/shop",
		"[Service]\nUser=shop\nExecStart=/root/venv/bin/gunicorn x\n":         "not ProtectHome=yes: the service needs this path",
		"[Service]\nUser=shop\nExecStart=/usr/bin/node /srv/shop/x.js\n":      "not MemoryDenyWriteExecute=yes: this program makes code",
	} {
		got := "\n" + stepsOf(report("shop.service", text))
		for line := range strings.SplitSeq(want, "|") {
			line, absent := strings.CutPrefix(line, "!")
			if strings.Contains(got, "\n"+line) == absent {
				t.Errorf("%q: %q (absent: %t) in%s", text, line, absent, got)
			}
		}
	}
}

// TestStepsFitTheApplication holds that the steps leave open what the settings
// write to, and name the package that a line may break.
func TestStepsFitTheApplication(t *testing.T) {
	const settings = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "x"
INSTALLED_APPS = ["django.contrib.admin"]
MEDIA_ROOT = BASE_DIR / "media"
LOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": "/var/log/shop/django.log"}}}
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
`
	audited := func(settings, packages string) *audit.Report {
		return rules.Audit([]*audit.File{
			rules.NewFile("shop.service", []byte(app+"shop.wsgi\n"), ""),
			rules.NewFile("shop/settings.py", []byte(settings), ""),
			rules.NewFile("requirements.txt", []byte(packages), ""),
		}, nil)
	}
	// The database lies beside the code, so that a list of what may be written
	// would open the code.
	if got := stepsOf(audited(settings, "cffi==1.17\n")); !strings.Contains(got, "ProtectSystem=full\n") || strings.Contains(got, "ReadWritePaths") {
		t.Error(got)
	}
	r := audited(strings.Replace(settings, `/ "db.sq`, `/ "data" / "db.sq`, 1), "cffi==1.17\n")
	if got := stepsOf(r); !strings.Contains(got, "ProtectSystem=strict\nReadWritePaths=-/srv/shop/media\nReadWritePaths=-/var/log/shop\nReadWritePaths=-/srv/shop/data\n") {
		t.Error(got)
	}
	named := false
	for _, step := range r.Scores[0].Steps {
		for _, risk := range step.Breaks {
			named = named || risk.Setting == "MemoryDenyWriteExecute=yes" && risk.File == "requirements.txt" && risk.Line == 1
		}
	}
	if !named {
		t.Error("cffi is not named as what may break")
	}
	if got := stepsOf(audited("", "numba\n")); !strings.Contains(got, "not MemoryDenyWriteExecute=yes: numba makes code while it runs") {
		t.Error(got)
	}
}

// TestTrials holds the commands that try a step.
func TestTrials(t *testing.T) {
	r := report("shop.service", app+"--bind unix:/run/s.sock 'a b'\nEnvironmentFile=-/etc/shop env\n")
	first := r.Scores[0].Steps[0].Try[0]
	for _, want := range []string{
		"sudo systemd-run --pty --wait --collect -p User=shop -p WorkingDirectory=/srv/shop -p 'EnvironmentFile=-/etc/shop env' -p ProtectKernelTunables=yes ",
		" /srv/shop/venv/bin/gunicorn --check-config --bind unix:/run/s.sock 'a b'",
	} {
		if !strings.Contains(first, want) {
			t.Errorf("no %q in %q", want, first)
		}
	}
	r = report("shop.service", "[Service]\nExecStart=/usr/sbin/dropbear -F\n")
	if try := r.Scores[0].Steps[0].Try; len(try) != 1 || try[0] != "mkdir -p shop.service.d && cp 90-hardening.conf shop.service.d && systemd-analyze security --offline=true ./shop.service" {
		t.Error(try)
	}
}
