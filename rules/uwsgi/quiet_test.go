package uwsgi_test

import (
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
)

// hardened is a configuration as uWSGI's "Things to know" and the article of
// Bloomberg's engineers advise it.
const hardened = `[uwsgi]
strict = true
set-placeholder = base=/srv/shop
master = true
enable-threads = true
vacuum = true
single-interpreter = true
die-on-term = true
need-app = true

chdir = %(base)
home = %(base)/venv
module = shop.wsgi:application
env = DJANGO_SETTINGS_MODULE=shop.settings

socket = /run/shop/shop.sock
chown-socket = shop:www-data
chmod-socket = 660
uid = shop
gid = shop

processes = %k
cheaper = 2
harakiri = 60
max-requests = 1000
max-worker-lifetime = 3600
reload-on-rss = 2048
worker-reload-mercy = 60
buffer-size = 16384
auto-procname = true
procname-prefix = shop-

disable-logging = true
log-4xx = true
log-5xx = true
log-date = %%Y-%%m-%%d
logformat = %(addr) %(method) %(uri) %(status)
stats = 127.0.0.1:9191
`

// debian is the default that Debian's init script puts before every
// application's own file.
const debian = `[uwsgi]
autoload = true
master = true
workers = 2
no-orphans = true
pidfile = /run/uwsgi/%(deb-confnamespace)/%(deb-confname)/pid
socket = /run/uwsgi/%(deb-confnamespace)/%(deb-confname)/socket
chmod-socket = 660
log-date = true
uid = www-data
gid = www-data
`

// container is an image's file: the proxy is another container.
const container = `[uwsgi]
http-socket = 127.0.0.1:8000
module = shop.wsgi
master = 1
workers = $(WORKERS)
threads = $(THREADS)
harakiri = $(TIMEOUT)
die-on-term = 1
need-app = 1
lazy-apps = 1
if-env = SENTRY_DSN
py-call-uwsgi-fork-hooks = true
end-if =
log-x-forwarded-for = 0
`

func TestGoodFilesAreQuiet(t *testing.T) {
	for name, text := range map[string]string{"hardened": hardened, "debian": debian, "container": container} {
		report := rules.Audit([]*audit.File{rules.NewFile("shop-uwsgi.ini", []byte(text), "")}, nil)
		for _, v := range report.Verdicts {
			if v.Outcome == audit.Fail && (v.Severity >= audit.Medium || name == "hardened") {
				t.Errorf("%s: line %d: %s (%s)", name, v.Span.Line(), v.Message, v.Rule)
			}
		}
		for _, p := range report.Problems {
			t.Errorf("%s: line %d: %s", name, p.Span.Line(), p.Message)
		}
	}
}

// TestServicesStartWhatTheyName follows a unit to the file that it names: the
// file is read once, and its problems belong to the file.
func TestServicesStartWhatTheyName(t *testing.T) {
	unit := "[Service]\nType=notify\nUser=shop\nExecStart=/usr/bin/uwsgi --ini /etc/shop/shop.ini --http-socket 0.0.0.0:8000\n"
	ini := "[uwsgi]\nini = base.ini\nmodule = shop.wsgi\n"
	base := "[uwsgi]\nmaster = true\n"
	files := []*audit.File{
		rules.NewFile("shop.service", []byte(unit), ""), rules.NewFile("etc/shop/shop.ini", []byte(ini), "uwsgi"), rules.NewFile("etc/shop/base.ini", []byte(base), "uwsgi"),
	}
	said := map[string]string{}
	for _, v := range rules.Audit(files, nil).Verdicts {
		said[v.Rule] += v.Span.File.Name + " " + v.Outcome.String() + ";"
	}
	for rule, want := range map[string]string{
		"uwsgi/public-http-socket": "shop.service fail;",
		"uwsgi/master-missing":     "etc/shop/base.ini pass;",
		"uwsgi/harakiri-missing":   "etc/shop/shop.ini fail;",
		"uwsgi/root-user":          "etc/shop/shop.ini pass;",
	} {
		if said[rule] != want {
			t.Errorf("%s: %q, want %q", rule, said[rule], want)
		}
	}
}

// TestContainersHaveNetworksOfTheirOwn holds that an open address weighs less
// where the network of a container or a platform decides who reaches it.
func TestContainersHaveNetworksOfTheirOwn(t *testing.T) {
	const words = "uwsgi --socket :3031 --module shop.wsgi"
	for name, want := range map[string]audit.Severity{"Procfile": audit.Low, "shop.service": audit.High} {
		text := map[string]string{"Procfile": "web: " + words + "\n", "shop.service": "[Service]\nExecStart=/usr/bin/" + words + "\n"}[name]
		var got audit.Severity
		for _, v := range rules.Audit([]*audit.File{rules.NewFile(name, []byte(text), "")}, nil).Verdicts {
			if v.Rule == "uwsgi/public-uwsgi-socket" && v.Outcome == audit.Fail {
				got = v.Severity
			}
		}
		if got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
