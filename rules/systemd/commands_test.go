package systemd

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// published writes the commands of a stack: name, key, words in brackets where
// they hold a blank, with a question mark behind those that are open.
func published(stack *audit.Stack) string {
	publish(stack)
	var lines []string
	for _, c := range stack.Commands() {
		line := c.Name + " " + c.Key + ":"
		for _, w := range c.Words {
			text := w.Text
			if strings.ContainsAny(text, " ") || text == "" {
				text = "[" + text + "]"
			}
			if w.Open {
				text += "?"
			}
			line += " " + text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestCommandsArePublished(t *testing.T) {
	for lines, want := range map[string]string{
		"ExecStart=/bin/a -b \"c d\" 'e'":                                  "ExecStart: /bin/a -b [c d] e",
		`ExecStart=/bin/a \x41 "a\"b" ""`:                                  `ExecStart: /bin/a A a"b []`,
		"ExecStart=-!/bin/a b":                                             "ExecStart: /bin/a b",
		"ExecStart=@/bin/a shown b":                                        "ExecStart: /bin/a b",
		"ExecStart=a %n %p %% %t/x":                                        "ExecStart: a shop.service shop % /run/x",
		"ExecStart=a %H x%hy %Z":                                           "ExecStart: a %H? x%hy? %Z?",
		"ExecStart=a $X ${X} x${X}y $$X":                                   "ExecStart: a $X? ${X}? x${X}y? $X",
		"ExecStart=a $X ${X}\nEnvironment=X=\"1 2\"":                       "ExecStart: a 1 2 [1 2]",
		"ExecStart=a $X ${X}\nEnvironment=\"X=1 2\"":                       "ExecStart: a 1 2 [1 2]",
		"ExecStart=a $X b\nEnvironment=X=":                                 "ExecStart: a b",
		"ExecStart=a ${X}\nEnvironment=X=1 X=%H":                           "ExecStart: a ${X}?",
		"ExecStart=a ${X}\nEnvironment=X=1\nEnvironment=X=2":               "ExecStart: a 2",
		"ExecStart=a ${X}\nEnvironment=X=1\nEnvironment=":                  "ExecStart: a ${X}?",
		"ExecStart=a ${X}\nEnvironment=X=1\nEnvironmentFile=/etc/shop.env": "ExecStart: a ${X}?",
		"ExecStart=:a ${X}\nEnvironment=X=1":                               "ExecStart: a ${X}",
		"ExecStart=a\nExecStart=\nExecStart=b":                             "ExecStart: b",
		"ExecStart=a ; b c \\; d":                                          "ExecStart: a\nshop.service ExecStart: b c ; d",
		"ExecStart=a\nExecStartPre=b\nExecReload=c $MAINPID":               "ExecStartPre: b\nshop.service ExecStart: a\nshop.service ExecReload: c $MAINPID?",
		"ExecStart=a \\\n  # comment\n  --b":                               "ExecStart: a --b",
	} {
		got := published(stackOf("shop.service", "[Service]\n"+lines+"\n"))
		if got != "shop.service "+want {
			t.Errorf("%q: %s, want %s", lines, got, want)
		}
	}
}

func TestCommandsOfTemplatesAndDropIns(t *testing.T) {
	if got := published(stackOf("shop@.service", "[Service]\nExecStart=a %i %p\n", "shop@.service.d/a.conf", "[Service]\nExecStart=\nExecStart=b %i %p\n")); got != "shop@.service ExecStart: b %i? shop" {
		t.Error(got)
	}
	if got := published(stackOf("shop@x.service", "[Service]\nExecStart=a %i\n")); got != "shop@x.service ExecStart: a x" {
		t.Error(got)
	}
	if got := published(stackOf("shop.service.d/a.conf", "[Service]\nExecStart=a ${X}\nEnvironment=X=1\n")); got != "shop.service ExecStart: a ${X}?" {
		t.Error(got)
	}
	if got := published(stackOf("shop.socket", "[Socket]\nListenStream=80\nExecStartPre=a\n")); got != "" {
		t.Error(got)
	}
}

// TestCommandHasItsSurroundings holds what else a command carries.
func TestCommandHasItsSurroundings(t *testing.T) {
	stack := stackOf("shop.service", "[Service]\nUser=shop\nWorkingDirectory=-/srv/%p\nEnvironment=A=1 B=2 A=3\nEnvironmentFile=-/etc/%p.env\nExecStart=-/bin/a 'b c'\n")
	publish(stack)
	c := stack.Commands()[0]
	if c.User != "shop" || c.Dir != "/srv/shop" || len(c.Env) != 3 || len(c.EnvFiles) != 1 || c.EnvFiles[0].Text != "/etc/shop.env" {
		t.Errorf("%+v", c)
	}
	if a, ok := c.Variable("A"); !ok || a.Value != "3" || a.Span.Text() != "A=3" {
		t.Errorf("%+v", a)
	}
	if _, ok := c.Variable("C"); ok {
		t.Error("C is set by nobody")
	}
	if got := c.Words[0].Span.Text() + "|" + c.Words[1].Span.Text() + "|" + c.Span.Text(); got != "/bin/a|'b c'|-/bin/a 'b c'" {
		t.Error(got)
	}
}

// TestProgramBehindWrappers holds what a command comes to run, and with which
// options.
func TestProgramBehindWrappers(t *testing.T) {
	for command, want := range map[string]string{
		"/srv/venv/bin/gunicorn -b :80":                              "gunicorn -b :80",
		"/usr/bin/env A=1 gunicorn -b :80":                           "gunicorn -b :80",
		"/srv/venv/bin/python -u -m uvicorn a":                       "uvicorn a",
		"@/usr/bin/python3 shown manage.py runserver":                "manage.py runserver",
		`/bin/bash -c "cd /srv && exec venv/bin/gunicorn -b :80 x"`:  "gunicorn -b :80 x",
		`/bin/sh -c 'python manage.py migrate && uvicorn --port 80'`: "uvicorn --port 80",
		`/bin/sh -c 'umask 027'`:                                     "sh ",
		"/srv/run.sh --fast":                                         "run.sh --fast",
	} {
		c := unitOf(t, "[Service]\nExecStart="+command+"\n").CommandsOf("ExecStart")[0]
		var options []string
		for _, o := range c.Options() {
			options = append(options, o.Text)
		}
		if got := c.Program() + " " + strings.Join(options, " "); got != want {
			t.Errorf("%s: %q, want %q", command, got, want)
		}
	}
}
