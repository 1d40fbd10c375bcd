package commandline

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

func spanOf(text string) audit.Span {
	return (&audit.File{Name: "x", Text: text}).Span(0, len(text))
}

// show writes words with bars between, and a question mark behind open ones.
func show(words []audit.Word) string {
	var list []string
	for _, w := range words {
		text := w.Text
		if w.Open {
			text += "?"
		}
		list = append(list, text)
	}
	return strings.Join(list, "|")
}

func showEnv(env []audit.Variable) string {
	text := ""
	for _, v := range env {
		text += fmt.Sprintf("{%s=%s}", v.Name, v.Value)
	}
	return text
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "",
		"a b  c":                    "a|b|c",
		`a "b c" 'd e' f\ g ""`:     "a|b c|d e|f g|",
		`a "b\"c" 'd"e' "\x"`:       `a|b"c|d"e|\x`,
		"a $X ${Y}z \"$(b c)\" `d`": "a|$X?|${Y}z?|$(b c)?|`d`?",
		"a '$X' \\$X $":             "a|$X|$X|$",
		"a && b || c; d & e | f":    "a / b / c / d / e / f",
		"cd /srv && A=1 B='2 3' a":  "cd|/srv / {A=1}{B=2 3}a",
		"a > /dev/null 2>&1 < in b": "a|b",
		"a # b\nc":                  "a / c",
		"a \\\n b":                  "a|b",
		"{ a; } ( b )":              "a / b",
		"if a; then b; fi":          "a / b / fi",
		"! a":                       "a",
		"a x=1 {b} b!":              "a|x=1|{b}|b!",
		"A=1":                       "{A=1}",
		"a 'open":                   "a|open",
		"a \"open":                  "a|open",
		"a $(open ${x `y":           "a|$ / open|${x|`y",
	} {
		var lines []string
		for _, l := range Split(spanOf(text)) {
			lines = append(lines, showEnv(l.Env)+show(l.Words))
		}
		if got := strings.Join(lines, " / "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestUnwrap(t *testing.T) {
	for text, want := range map[string]string{
		"/usr/bin/gunicorn -b :80 a":                                    "gunicorn -b|:80|a",
		"python3 -m gunicorn a":                                         "gunicorn a",
		"/srv/venv/bin/python -u -W ignore manage.py runserver":         "manage.py runserver",
		"python -c 'import x'":                                          "python -c|import x",
		"env -i A=1 B=2 gunicorn a":                                     "gunicorn {A=1}{B=2}a",
		"exec nice -n 5 gunicorn a":                                     "gunicorn a",
		"poetry run gunicorn a":                                         "gunicorn a",
		"uv run --with x gunicorn a":                                    "gunicorn a",
		"env -S 'gunicorn a' b":                                         "gunicorn a|b",
		"env A=1 -u B gunicorn a":                                       "gunicorn {A=1}a",
		"poetry install":                                                "poetry install",
		"timeout -k 5 30 gunicorn":                                      "gunicorn ",
		"sudo -u www-data -- gunicorn a":                                "gunicorn a",
		"gosu app gunicorn":                                             "gunicorn ",
		"tini -- newrelic-admin run-program gunicorn a":                 "gunicorn a",
		"bin/start-pgbouncer newrelic-admin run-program gunicorn a":     "gunicorn a",
		"dockerize -wait tcp://db:5432 -timeout 60s gunicorn a":         "gunicorn a",
		`bash -lc "cd /srv && exec gunicorn -b unix:/run/a.sock"`:       "gunicorn -b|unix:/run/a.sock",
		`sh -c 'export A=1; python manage.py migrate && B=2 uvicorn a'`: "manage.py migrate / uvicorn {B=2}a",
		"sh start.sh":                                                   "sh start.sh",
		"env":                                                           "env ",
		"$SERVER a":                                                     "$SERVER a",
		"sh -c":                                                         "sh -c",
		"sh -c 'sh -c a'":                                               "a ",
	} {
		var found []string
		for _, p := range Unwrap(Split(spanOf(text))[0].Words) {
			found = append(found, p.Name+" "+showEnv(p.Env)+show(p.Args))
		}
		if got := strings.Join(found, " / "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestPlaces holds that words know where they stand, behind quotes too.
func TestPlaces(t *testing.T) {
	line := Split(spanOf(`sh -c "cd /srv; gunicorn  'a b'"`))[0]
	p := Unwrap(line.Words)[0]
	if got := p.Word.Span.Text() + "," + p.Args[0].Span.Text(); got != "gunicorn,'a b'" {
		t.Error(got)
	}
	line = Split(spanOf(`sh -c "gunicorn \"a\""`))[0]
	if p := Unwrap(line.Words)[0]; p.Args[0].Text != "a" || p.Args[0].Span != line.Words[2].Span {
		t.Errorf("%+v", p)
	}
}

// TestHostile reads texts over which a careless reader takes minutes.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"${", "$(", "`", "\"", "'", "$($(a)", "sh -c ", "{ ", "\\"} {
		text := strings.Repeat(piece, 1<<20/len(piece))
		for _, l := range Split(spanOf(text)) {
			Unwrap(l.Words)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{`a "b $(c) \" d' && e > f`, "sh -c 'sh -c \"x\"'", "A=1 ${", "\\\n`"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range Split(spanOf(text)) {
			for _, w := range l.Words {
				if w.Span.Start > w.Span.End || w.Span.End > len(text) {
					t.Fatal(w)
				}
			}
			Unwrap(l.Words)
		}
	})
}
