package systemd

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		value string
		cut   func(string) line
		want  string
	}{
		{"a  b\tc", cutCommand, "a|b|c"},
		{`"a b" 'c d'`, cutCommand, "a b|c d"},
		{`a"b c"d`, cutCommand, "ab cd"},
		{`a\x41\tb`, cutCommand, "aA\tb"},
		{`\u00e9 \101`, cutCommand, "é|A"},
		{`a\sb`, cutCommand, "a b"},
		{`"a b`, cutCommand, "!"},
		{`x "a b`, cutCommand, "x|!"},
		{`a\`, cutCommand, `a\`},
		{`\q`, cutCommand, `\q`},
		{`a \; b`, cutCommand, "a|;|b"},
		{`a\`, unquoted, "!"},
		{`""`, cutCommand, ""},
		{"", cutCommand, ""},
		{`"a b"`, plain, `"a|b"`},
		{`a\ b`, plain, "a b"},
		{`"a b"`, unquoted, "a b"},
	} {
		l := c.cut(c.value)
		var got []string
		for _, w := range l.words {
			got = append(got, w.text)
		}
		if l.broken {
			got = append(got, "!")
		}
		if text := strings.Join(got, "|"); text != c.want {
			t.Errorf("%q: %q, want %q", c.value, text, c.want)
		}
	}
}

func plain(value string) line    { return cut(value, false) }
func unquoted(value string) line { return cut(value, true) }

func TestCommands(t *testing.T) {
	u := unitOf(t, "[Service]\nExecStart=-@/usr/bin/python3 py -m gunicorn \\\n  --bind=unix:/run/a.sock \"a b\"\nExecStartPre=/bin/a ; /bin/b c ';' \\;\n")
	start := u.CommandsOf("ExecStart")[0]
	if start.Prefix != "-@" || start.Path != "/usr/bin/python3" || start.Program() != "gunicorn" || len(start.Args) != 5 {
		t.Errorf("%+v is %s", start, start.Program())
	}
	if got := start.Args[3].Span; got.Line() != 3 || got.Text() != "--bind=unix:/run/a.sock" {
		t.Errorf("argument at %d %q", got.Line(), got.Text())
	}
	pre := u.CommandsOf("ExecStartPre")
	if len(pre) != 2 || len(pre[1].Args) != 3 {
		t.Fatalf("%d commands before", len(pre))
	}
}

func TestProgram(t *testing.T) {
	for line, want := range map[string]string{
		"/usr/bin/gunicorn a:b":                         "gunicorn",
		"/srv/venv/bin/python /srv/manage.py runserver": "manage.py",
		"/usr/bin/python3 -m uvicorn a:b":               "uvicorn",
		"/usr/bin/python3.12 -u -m celery worker":       "celery",
		"/usr/bin/env A=b -S gunicorn x":                "gunicorn",
		"/usr/bin/python3":                              "python3",
	} {
		if got := unitOf(t, "[Service]\nExecStart="+line+"\n").Commands()[0].Program(); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

func TestFlag(t *testing.T) {
	for args, want := range map[string]string{
		"--bind=:80": ":80", "--bind :80": ":80", "-b :80": ":80", "-b:80": ":80", "--binder=x": "", "": "", "--bind": "--bind",
	} {
		got, _ := unitOf(t, "[Service]\nExecStart=/bin/g "+args+"\n").Commands()[0].Flag("--bind", "-b")
		if got.Text != want {
			t.Errorf("%q: %q, want %q", args, got.Text, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for key, want := range map[string]string{
		"NoNewPriviledges": "NoNewPrivileges", "EnviromentFile": "EnvironmentFile", "Restrictsuidsgid": "RestrictSUIDSGID",
		"CapabilityBoundSet": "CapabilityBoundingSet", "ProtectKernelTunnables": "ProtectKernelTunables", "LimitNOFiles": "LimitNOFILE",
		"TimeoutStop": "TimeoutStopSec", "user": "User", "Frobnicate": "", "X": "", "Replicas": "", "RestartsSec": "RestartSec",
	} {
		if got := nearest("Service", key, unitOf(t, "").Version); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

func TestDirectives(t *testing.T) {
	for _, c := range []struct {
		section, key string
		release      int
		want         bool
	}{
		{"Service", "PrivatePIDs", 252, false}, {"Service", "PrivatePIDs", 257, true}, {"Service", "MemoryLimit", 257, true},
		{"Service", "MemoryLimit", 262, false}, {"Service", "RestartSteps", 253, false}, {"Service", "RestartSteps", 254, true},
		{"Unit", "After", 252, true}, {"Service", "After", 252, false}, {"Service", "StartLimitIntervalSec", 257, false},
		{"Service", "StartLimitInterval", 257, true}, {"Socket", "User", 257, true}, {"Timer", "User", 257, false},
		{"Service", "ExecReloadPost", 258, false}, {"Service", "ExecReloadPost", 259, true}, {"Install", "WantedBy", 250, true},
	} {
		u := unitOf(t, "")
		u.Version[0] = c.release
		if got := lookup(c.key).in(c.section, u.Version); got != c.want {
			t.Errorf("%s in [%s] of %d: %v", c.key, c.section, c.release, got)
		}
	}
}
