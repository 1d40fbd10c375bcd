package gunicorn

import (
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/commandline"
)

// serverOf reads a configuration file, or none, and a command line, or none.
// Variables stand before the program.
func serverOf(config, command string) *Server {
	var files []*audit.File
	if config != "" {
		files = append(files, &audit.File{Name: "etc/gunicorn.conf.py", Kind: Kind, Text: config})
	}
	line := &audit.File{Name: "words", Kind: "words", Text: command}
	stack := audit.NewStack(append(files, line), nil, nil)
	for _, l := range commandline.Split(line.Span(0, len(command))) {
		stack.Run(audit.Command{Name: "web", Words: l.Words, Env: l.Env, Span: line.Span(0, len(command))})
	}
	return Servers(stack)[0]
}

// TestPrecedence holds the order in which gunicorn reads: what comes later wins.
func TestPrecedence(t *testing.T) {
	for _, c := range []struct{ config, command, name, want string }{
		{"", "gunicorn a", "workers", "1"},
		{"", "WEB_CONCURRENCY=3 gunicorn a", "workers", "3"},
		{"workers = 4", "WEB_CONCURRENCY=3 gunicorn a", "workers", "4"},
		{"workers = 4", "GUNICORN_CMD_ARGS='-w 5' gunicorn a", "workers", "5"},
		{"workers = 4", "GUNICORN_CMD_ARGS='-w 5' gunicorn -w 6 a", "workers", "6"},
		{"", "gunicorn -w 6 --workers=7 a", "workers", "7"},
		{"", "PORT=80 gunicorn a", "bind", "['0.0.0.0:80']"},
		{"bind = ':1'", "PORT=80 gunicorn a", "bind", "[':1']"},
		{"bind = ':1'", "gunicorn -b :2 -b=:3 a", "bind", "[':2', ':3']"},
		{"", "gunicorn -b 0.0.0.0:$PORT a", "bind", "[f'0.0.0.0:{env(PORT)}']"},
		{"", "gunicorn -w ${N:-2} a", "workers", "env(N, 2)"},
		{"timeout = 9", "gunicorn $MORE a", "timeout", "?"},
		{"timeout = 9", "gunicorn -c other.py a", "timeout", "30"}, // other.py is not seen; the rules are told
		{"timeout = 9", "gunicorn -c /srv/etc/gunicorn.conf.py a", "timeout", "9"},
		{"timeout = 9", "GUNICORN_CMD_ARGS='-c gunicorn.conf.py' gunicorn a", "timeout", "9"},
		{"timeout = 9", "gunicorn -c python:etc.other a", "timeout", "30"},
		{"import os\nif os.environ.get('X'):\n    timeout = 9", "gunicorn a", "timeout", "9 | 30"},
		{"", "gunicorn -DR --umask 022 a", "umask", "18"},
		{"", "gunicorn -DR a", "enable_stdio_inheritance", "True"},
		{"", "gunicorn --work 5 a", "workers", "1"}, // not clear, so no option
		{"", "gunicorn --worker-con 5 a", "worker_connections", "5"},
		{"", "gunicorn --proxy-protocol -- a", "proxy_protocol", "'auto'"},
		{"proxy_protocol = True", "", "proxy_protocol", "'auto'"},
		{"forwarded_allow_ips = '::1, 10.0.0.0/8'", "", "forwarded_allow_ips", "['::1', '10.0.0.0/8']"},
		{"tolerate_dangerous_framing = True", "", "tolerate_dangerous_framing", "False"},
		{"header_map = 'Dangerous '", "", "header_map", "'dangerous'"},
		{"from base import *", "", "timeout", "30"},
	} {
		s := serverOf(c.config, c.command)
		if got := pyconf.Describe(s.Get(c.name).Value); got != c.want {
			t.Errorf("%q with %q: %s is %s, want %s", c.command, c.config, c.name, got, c.want)
		}
	}
}

func TestPartial(t *testing.T) {
	for _, c := range []struct{ config, command, want string }{
		{"", "gunicorn a", ""},
		{"timeout = 9", "gunicorn -c other.py a", "other.py is not among the files"},
		{"", "gunicorn -c $CONFIG a", "the environment variable CONFIG decides"},
		{"from base import *", "", "base.py is not among the files"},
	} {
		if got := serverOf(c.config, c.command).partial; got != c.want {
			t.Errorf("%q with %q: %q, want %q", c.command, c.config, got, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		config, command string
		want            bool
	}{
		{"", "gunicorn a", false},
		{"", "gunicorn", true},
		{"wsgi_app = 'a'", "gunicorn", false},
		{"workers = -1", "gunicorn a", true},
		{"workers = -1", "gunicorn -w 1 a", true},
		{"workers = 'x'", "", true},
		{"bind = 8000", "", true},
		{"bind = None", "", false},
		{"reload = 1", "", true},
		{"reload = 'TRUE'", "", false},
		{"forwarded_allow_ips = 'proxy'", "", true},
		{"forwarded_allow_ips = ['*']", "", true},
		{"http_protocols = 'h1,h1'", "", true},
		{"reload_engine = None", "", true},
		{"", "gunicorn --timeout 30s a", true},
		{"", "gunicorn --nothing a", true},
		{"", "gunicorn -w", true},
		{"", "gunicorn --reload=1 a", true},
		{"", "gunicorn --v a", true},
		{"", "gunicorn -m 0o22 a", false},
		{"", "gunicorn --graceful-timeout -5 a", true},
	} {
		if got := serverOf(c.config, c.command).Refuses(); got != c.want {
			t.Errorf("%q with %q: refused is %v, want %v", c.command, c.config, got, c.want)
		}
	}
}

func TestReach(t *testing.T) {
	for text, want := range map[string]reach{
		"unix:/run/a.sock": socket, "unix:///a": socket, "fd://3": socket, "127.0.0.1:80": loopback, "localhost": loopback, "[::1]:80": loopback,
		"0.0.0.0": anybody, ":80": anybody, "": anybody, "[::]:80": anybody, "tcp://0.0.0.0:80": anybody, "10.0.0.1:80": one, "web": one, "127.8.9.1:1": loopback,
	} {
		if got := reachOf(&pyconf.Value{Type: pyconf.Text, Text: text}); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	two := "bind = '127.0.0.1:8000'\nworkers = 3\n"
	for _, c := range []struct {
		name, text string
		sure       bool
	}{
		{"gunicorn.conf.py", "", true},
		{"deploy/gunicorn_config.py", "x = 1", true},
		{"gunicorn-conf.py", "", true},
		{"docker/gunicorn.py", two, true},
		{"gunicorn/prod.py", two, true},
		{"server.py", two + "worker_class = 'gthread'\n", true},
		{"pasted", two + "worker_class = 'gthread'\n", true},
		{"server.py", two, false},
		{"gunicorn/app.py", "import x\n", false},
		{"settings.py", "DEBUG = True\n", false},
		{"README.md", two + "worker_class = 'gthread'\n", false},
	} {
		if got := detect(c.name, c.text) > 70; got != c.sure {
			t.Errorf("%s: %v, want %v", c.name, got, c.sure)
		}
	}
}

func TestMeantBy(t *testing.T) {
	for name, want := range map[string]string{
		"log_level": "loglevel", "pid": "pidfile", "env": "raw_env", "access_logfile": "accesslog", "WORKERS": "workers", "worker": "workers", "time_out": "timeout",
		"keep_alive": "keepalive", "preload": "preload_app", "limit_request_feilds": "limit_request_fields", "limit": "", "workers": "",
		"bind_address": "", "tolerate_dangerous_framin": "", "forwarded_allow_ip": "forwarded_allow_ips",
	} {
		if got := meantBy(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestHostile reads what a careless reader takes minutes for.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"--bind=a ", "-w ", "--w", "-DDDDD", "${A", "$A ", "-b'", "bind = [", "x = y\n"} {
		text := strings.Repeat(piece, 200_000/len(piece))
		s := serverOf("workers = 1\n", "gunicorn "+text)
		Rules.Run(s.stack, s, s.Home)
		if config := serverOf(text, ""); config != nil {
			Rules.Run(config.stack, config, config.Home)
		}
	}
}

// FuzzServer holds that no file and no command line stops the audit.
func FuzzServer(f *testing.F) {
	f.Add("bind = ['a', f'{b}:{c}']\numask = 22\n", "A=1 gunicorn -b :80 --env 'K=v' -DR a:b")
	f.Add("workers = x\nfrom a import *\n", "GUNICORN_CMD_ARGS='-t ${T:-0}' gunicorn -c \"$C\" --proxy-protocol")
	f.Fuzz(func(t *testing.T, config, command string) {
		s := serverOf("timeout = 1\n"+config, "gunicorn -w 1 && "+command)
		Rules.Run(s.stack, s, s.Home)
		for _, v := range s.stack.Report().Verdicts {
			if strings.Contains(v.Message, "crashed") {
				t.Fatalf("%q, %q: %s: %s", config, command, v.Rule, v.Message)
			}
			if v.Fix == nil {
				continue
			}
			for _, file := range s.stack.Files {
				if _, err := audit.Apply(file, v.Fix.Edits); err != nil {
					t.Fatalf("%q, %q: %s: %v", config, command, v.Rule, err)
				}
			}
		}
	})
}

// TestSeverities holds how bad a fault is by who can reach the server.
func TestSeverities(t *testing.T) {
	id := "gunicorn/forwarded-from-anyone"
	for _, c := range []struct {
		bind, kind string
		want       string
	}{
		{"", "", "fail medium"}, // 127.0.0.1
		{"bind = '127.0.0.1:80'", "", "fail medium"},
		{"bind = '0.0.0.0:80'", "", "fail high"},
		{"bind = '10.0.0.1:80'", "", "fail high"},
		{"bind = ['unix:/run/a', ':80']", "", "fail high"},
		{"bind = 'unix:/run/a'", "", "pass"},
		{"bind = '0.0.0.0:80'", "dockerfile", "fail medium"},
		{"bind = '0.0.0.0:80'", "systemd", "fail high"},
	} {
		files := []*audit.File{{Name: "gunicorn.conf.py", Kind: Kind, Text: "forwarded_allow_ips = '*'\n" + c.bind + "\n"}}
		if c.kind != "" {
			files = append(files, &audit.File{Name: "other", Kind: audit.Kind(c.kind)})
		}
		rule := map[string]*audit.Rule{id: {ID: id, Severity: audit.High, Confidence: audit.Sure}}
		stack := audit.NewStack(files, nil, rule)
		run(stack)
		got := ""
		for _, v := range stack.Report().Verdicts {
			if v.Rule == id {
				got = v.Outcome.String()
				if v.Outcome == audit.Fail {
					got += " " + v.Severity.String()
				}
			}
		}
		if got != c.want {
			t.Errorf("%s with %q: %q, want %q", c.bind, c.kind, got, c.want)
		}
	}
}

// TestDevelopmentIsNoFault holds that a file for developers gets small findings
// and no fixes.
func TestDevelopmentIsNoFault(t *testing.T) {
	id := "gunicorn/reload-enabled"
	for name, want := range map[string]audit.Severity{"gunicorn.conf.py": audit.High, "gunicorn.dev.conf.py": audit.Low, "gunicorn_local.py": audit.Low} {
		rule := map[string]*audit.Rule{id: {ID: id, Severity: audit.High, Confidence: audit.Sure}}
		stack := audit.NewStack([]*audit.File{{Name: name, Kind: Kind, Text: "reload = True\n"}}, nil, rule)
		run(stack)
		for _, v := range stack.Report().Verdicts {
			if v.Rule == id && (v.Severity != want || (v.Fix == nil) != (want == audit.Low)) {
				t.Errorf("%s: %s with fix %v, want %s", name, v.Severity, v.Fix, want)
			}
		}
	}
}

// TestFixes holds what the fixes make of files and command lines.
func TestFixes(t *testing.T) {
	for _, c := range []struct{ config, command, rule, want string }{
		{"timeout = 0 # why\n", "", "timeout-off", "timeout = 30 # why\n"},
		{"timeout = 0\ntimeout = 0\n", "", "timeout-off", "timeout = 0\ntimeout = 30\n"},
		{"import os\ntimeout = int(os.environ.get('T', 0))\n", "", "timeout-off", ""},
		{"bind = ['0.0.0.0:8000']\n", "", "public-bind", "bind = \"127.0.0.1:8000\"\n"},
		{"bind = '[::]:80'\n", "", "public-bind", "bind = \"127.0.0.1:80\"\n"},
		{"bind = ['0.0.0.0:1', ':2']\n", "", "public-bind", ""},
		{"limit_request_line = 0\r\nworkers = 2\r\n", "", "request-limit-off", "workers = 2\r\n"},
		{"", "gunicorn --timeout=0 a", "timeout-off", "gunicorn --timeout=30 a"},
		{"", "gunicorn -t0 a", "timeout-off", "gunicorn -t30 a"},
		{"", "gunicorn -t 0 -t 0 a", "timeout-off", ""},
		{"", "gunicorn --reload a", "reload-enabled", "gunicorn a"},
		{"", "gunicorn --log-level 'debug' a", "debug-log-level", "gunicorn --log-level 'info' a"},
		{"", "GUNICORN_CMD_ARGS='-t 0' gunicorn a", "timeout-off", ""},
	} {
		s := serverOf(c.config, c.command)
		id := "gunicorn/" + c.rule
		got := ""
		Rules.Run(s.stack, s, s.Home)
		for _, v := range s.stack.Report().Verdicts {
			if v.Rule == id && v.Fix != nil {
				file := v.Fix.Edits[0].Span.File
				got, _ = audit.Apply(file, v.Fix.Edits)
			}
		}
		if got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.config, c.command, got, c.want)
		}
	}
}

// TestChecksServeNothing holds that a command which only checks the
// configuration is no server, but its file is read.
func TestChecksServeNothing(t *testing.T) {
	for command, want := range map[string]int{"gunicorn --check-config a": 0, "gunicorn a": 1, "gunicorn --check-config a && gunicorn a": 1} {
		s := serverOf("", command)
		run(s.stack)
		found := 0
		for _, v := range s.stack.Report().Verdicts {
			if v.Rule == "gunicorn/single-worker" {
				found++
			}
		}
		if found != want {
			t.Errorf("%q: %d verdicts, want %d", command, found, want)
		}
	}
	s := serverOf("reload = True\n", "gunicorn --check-config a")
	run(s.stack)
	if len(s.stack.Report().Verdicts) == 0 {
		t.Error("a configuration that is checked is not audited")
	}
}
