package uwsgi

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"preflight/rules/audit"
)

// list writes the options of a text as KEY=VALUE, with ? behind a value that is
// not sure and * before an option that a condition decides.
func list(text string, h Host) string {
	f := &audit.File{Name: "/srv/shop.ini", Kind: Kind, Text: text}
	r := newReader(h)
	r.begin(f, "uwsgi")
	r.finish()
	var words []string
	for _, s := range r.list {
		word := s.Key + "=" + s.Value
		if s.Open {
			word += "?"
		}
		if s.Given != audit.Yes {
			word = "*" + word
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestUnknownThingsStayOpen(t *testing.T) {
	for text, want := range map[string]string{
		"a = $(HOME)/x":                             "a=$(HOME)/x?",
		"a = $(HOME)\nb = %(a)/y":                   "a=$(HOME)? b=$(HOME)/y?",
		"a = @(/etc/hostname)":                      "a=@(/etc/hostname)?",
		"a = %k":                                    "a=%k?",
		"a = %n.%e %d":                              "a=shop.ini /srv/",
		"if-env = X\na = 1\nend-if\nb = 2":          "if-env=X *a=1 end-if= b=2",
		"if-env = X\na = 1\nend-if\nb = %(a)":       "if-env=X *a=1 end-if= b=%(a)?",
		"if-exists = /x\na = %(_)\nend":             "if-exists=/x *a=/x end=",
		"for-glob = /x/*\na = %(_)\nend-for":        "for-glob=/x/* *a=%(_)? end-for=",
		"for = x y\nset = a%(_)=1\nendfor":          "for=x y set=ax=1 ax=1 set=ay=1 ay=1 endfor=",
		"ini = gone.ini\na = %(b)":                  "ini=gone.ini a=%(b)?",
		"if-opt = a\nb = 1\nend":                    "if-opt=a end=",
		"if-not-opt = a\nb = 1\nend":                "if-not-opt=a b=1 end=",
		"ini = :more\n[more]\nb = 1":                "ini=:more b=1",
		"declare-option = x=a=$1;b=$2\nx = one two": "declare-option=x=a=$1;b=$2 x=one two a=one b=two",
	} {
		if got := list("[uwsgi]\n"+text+"\n", Host{}); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for value, want := range map[string]audit.Truth{
		":80": audit.Yes, "0.0.0.0:80": audit.Yes, "[::]:80": audit.Yes, "*:80": audit.Yes, "10.0.0.5:80": audit.Yes, ":$(PORT)": audit.Yes,
		"127.0.0.1:80": audit.No, "localhost:80": audit.No, "[::1]:80": audit.No, "/run/x.sock": audit.No, "@x": audit.No, "/run/$(N).sock": audit.No,
		"$(BIND)": audit.Maybe, "$(HOST):80": audit.Maybe, "{{ host }}:80": audit.Maybe, ":443,a.crt,a.key": audit.Yes,
	} {
		a, ok := addressOf(value)
		if got := a.public(); got != want || !ok {
			t.Errorf("%s is public: %v, %v; want %v", value, got, ok, want)
		}
	}
	for _, value := range []string{"=0", "fd://0", ""} {
		if _, ok := addressOf(value); ok {
			t.Errorf("%q is an address", value)
		}
	}
}

func TestSwitchesAndNumbers(t *testing.T) {
	for value, want := range map[string]audit.Truth{"true": audit.Yes, "": audit.Yes, "none": audit.Yes, "false": audit.No, "OFF": audit.No, "No": audit.No, "0": audit.No, "false ; x": audit.Yes} {
		if got := (&Setting{Value: value}).On(); got != want {
			t.Errorf("%q is on: %v, want %v", value, got, want)
		}
	}
	for value, want := range map[string]string{"10": "10 true", "10M": "10 false", "auto": "0 false", "": "0 false", " 7": "7 true", "-3": "-3 true"} {
		n, whole := (&Setting{Value: value}).Number()
		if got := fmt.Sprint(n, whole); got != want {
			t.Errorf("%q is %s, want %s", value, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{"harakri": "harakiri", "max_requests": "max-requests", "worker": "workers", "process": "processes", "Vacuum": "vacuum", "project": "", "base": "", "my-venv-root": "", "host": "", "group": "", "code": "", "pid_file": "pidfile"} {
		if got := nearest(name); got != want {
			t.Errorf("nearest(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestCommandLines(t *testing.T) {
	for line, want := range map[string]string{
		"--http :8000 --master":           "http=:8000 master",
		"-p 4 -s/run/x -M":                "processes=4 socket=/run/x master",
		"-Mp4":                            "master processes=4",
		"--http=:8000 --vacuum":           "http=:8000 vacuum",
		"--hara 3":                        "",
		"--pidfile2=/x --no-such-thing 1": "pidfile2=/x",
	} {
		var words []audit.Word
		for w := range strings.FieldsSeq(line) {
			words = append(words, audit.Word{Text: w})
		}
		var got []string
		for _, s := range Read(Host{}, words).Settings {
			if s.Bare {
				got = append(got, s.Key)
			} else {
				got = append(got, s.Key+"="+s.Value)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestHostileConfigurationsEnd gives what makes uWSGI itself loop or grow.
func TestHostileConfigurationsEnd(t *testing.T) {
	for name, text := range map[string]string{
		"refers to itself":  "a = %(a)\n",
		"grows":             "a = %(a)%(a)x\n",
		"doubles":           "a = xxxxxxxx\nb = %(a)%(a)%(a)\na2 = %(b)%(b)%(b)\na3 = %(a2)%(a2)%(a2)\n" + strings.Repeat("c = %(a3)%(a3)\n", 5000),
		"includes itself":   strings.Repeat("ini = :uwsgi\n", 50) + strings.Repeat("; x\n", 200_000),
		"loops":             strings.Repeat("for-times = 1000\na = %(_)\nendfor\n", 1000),
		"long loop":         "for = " + strings.Repeat("x ", 200_000) + "\n" + strings.Repeat("a = %(_)\n", 1000),
		"many placeholders": "a = 1\nb = " + strings.Repeat("%(a)", 100_000) + "\n",
		"declares":          "declare-option = x=" + strings.Repeat("x=$1;", 10_000) + "\n" + strings.Repeat("x = y\n", 2000),
		"unknown options":   strings.Repeat("harakri = 1\nmaster = true ; x\n", 9000),
		"heads":             strings.Repeat("[uwsgi]\n", 100_000),
	} {
		start := time.Now()
		file := &audit.File{Name: "uwsgi.ini", Kind: Kind, Text: "[uwsgi]\n" + text}
		stack := audit.NewStack([]*audit.File{file}, nil, nil)
		run(stack)
		if report := stack.Report(); len(report.Crashes) > 0 {
			t.Errorf("%s: %v", name, report.Crashes)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s takes %v", name, d)
		} else if testing.Verbose() {
			t.Logf("%s: %v", name, d)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, text string
		sure       bool
	}{
		{"uwsgi.ini", "", true}, {"shop-uwsgi.ini", "[uwsgi]\n", true}, {"shop.ini", "[uwsgi]\nmaster = true\n", true}, {"", "; x\n[uwsgi]\nvacuum\n", true},
		{"README.md", "[uwsgi]\nmaster = true\n", false}, {"notes.txt", "Put this in a file:\n[uwsgi]\nmaster = true\nand start it then\n", false},
		{"setup.ini", "[metadata]\nname = x\n", false}, {"x.py", "[uwsgi]\n", false}, {"shop.service", "[Unit]\nDescription=x\n", false},
	} {
		if got := detect(c.name, c.text); got >= 30 != c.sure {
			t.Errorf("%s %q: %d", c.name, c.text, got)
		}
	}
}

// FuzzInstance holds that no configuration makes the reader or a rule panic,
// and that every verdict lies in the text.
func FuzzInstance(f *testing.F) {
	f.Add("socket = %(a)$(B)\na = @(c)\nfor = x y\nset = a=%(_)\nendfor\nini = :b\n[b]\ncheck-static = %d\n")
	f.Add("declare-option = x=socket=$1\nx = :80\nchmod-socket = 66\nenv = A_SECRET=b\nhttps = :1,a,b,RC4 ; c\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := &audit.File{Name: "uwsgi.ini", Kind: Kind, Text: "[uwsgi]\n" + text}
		stack := audit.NewStack([]*audit.File{file}, nil, nil)
		run(stack)
		report := stack.Report()
		if len(report.Crashes) > 0 {
			t.Fatal(report.Crashes)
		}
		for _, v := range report.Verdicts {
			if v.Span.Start < 0 || v.Span.End < v.Span.Start || v.Span.End > len(file.Text) || len([]rune(v.Message)) > 72 && v.Outcome == audit.Fail {
				t.Fatalf("%s at %d to %d of %d: %s", v.Rule, v.Span.Start, v.Span.End, len(file.Text), v.Message)
			}
		}
	})
}
