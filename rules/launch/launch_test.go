package launch

import (
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
)

// started writes the programs that a file starts, as the formats of servers see
// them: variables, the program's name, its arguments, with ? behind open ones.
func started(kind audit.Kind, text string) string {
	stack := audit.NewStack([]*audit.File{{Name: string(kind), Kind: kind, Text: text}}, nil, nil)
	for _, f := range []audit.Format{Dockerfile, Compose, Procfile} {
		f.Publish(stack)
	}
	var list []string
	for _, c := range stack.Commands() {
		for _, p := range commandline.Unwrap(c.Words) {
			words := ""
			for _, v := range append(c.Env[:len(c.Env):len(c.Env)], p.Env...) {
				words += v.Name + "=" + v.Value + " "
			}
			words += p.Name
			for _, w := range p.Args {
				words += " " + w.Text
				if w.Open {
					words += "?"
				}
			}
			list = append(list, words)
		}
	}
	return strings.Join(list, "; ")
}

func TestDockerfiles(t *testing.T) {
	for text, want := range map[string]string{
		"FROM x\nCMD gunicorn a:b":                                                      "gunicorn a:b",
		"FROM x\nCMD [\"gunicorn\", \"a:b\"]":                                           "gunicorn a:b",
		"FROM x\nCMD exec gunicorn -b :$PORT a":                                         "gunicorn -b :$PORT? a",
		"FROM x\nENV A=1 B=\"2 3\"\nENV C 4 5\nCMD gunicorn a":                          "A=1 B=2 3 C=4 5 gunicorn a",
		"FROM x\nCMD one\nCMD two":                                                      "two",
		"FROM x\nENTRYPOINT [\"/entrypoint.sh\"]\nCMD [\"gunicorn\", \"a\"]":            "gunicorn a",
		"FROM x\nENTRYPOINT [\"gunicorn\"]\nCMD [\"-w\", \"4\"]":                        "gunicorn -w 4",
		"FROM x\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"gunicorn\", \"a\"]":              "gunicorn a",
		"FROM x\nENTRYPOINT [\"/sbin/tini\", \"-g\", \"--\"]\nCMD gunicorn -b :$PORT a": "gunicorn -b :$PORT? a",
		"FROM x\nENTRYPOINT [\"dumb-init\"]\nCMD gunicorn a":                            "gunicorn a",
		"FROM x\nENTRYPOINT [\"gunicorn\"]\nCMD a":                                      "",
		"FROM x\nENTRYPOINT gunicorn a\nCMD [\"b\"]":                                    "gunicorn a",
		"FROM x\nCMD old\nENTRYPOINT [\"gunicorn\", \"a\"]":                             "gunicorn a",
		"FROM x AS base\nCMD one\nFROM y\nCMD two":                                      "two",
		"FROM x AS base\nCMD one\nENV A=1\nFROM base\nENV B=2":                          "A=1 B=2 one",
		"FROM x\nCMD python manage.py migrate && gunicorn a":                            "manage.py migrate; gunicorn a",
		"FROM x\nCMD [\"sh\", \"-c\", \"gunicorn a\"]":                                  "gunicorn a",
		"FROM x\nCMD gunicorn \\\n  -w 4 \\\n  a":                                       "gunicorn -w 4 a",
		"FROM x\nRUN gunicorn a":                                                        "",
		"CMD gunicorn a":                                                                "",
	} {
		if got := started("dockerfile", text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCompose(t *testing.T) {
	for service, want := range map[string]string{
		"command: gunicorn a":                                           "gunicorn a",
		"command: [gunicorn, '-w', \"4\", a]":                           "gunicorn -w 4 a",
		"command:\n      - gunicorn\n      - -b\n      - :$PORT":        "gunicorn -b :$PORT?",
		"command: sh -c 'gunicorn -b :$$PORT a'":                        "gunicorn -b :$PORT? a",
		"command: [sh, -c, 'gunicorn -b :$$PORT a']":                    "gunicorn -b :$PORT? a",
		"command: >\n      gunicorn a\n      -w 4":                      "gunicorn a -w 4",
		"environment: {A: 1}\n    command: gunicorn a":                  "A=1 gunicorn a",
		"environment:\n      - A=1\n      - B\n    command: gunicorn a": "A=1 gunicorn a",
		"entrypoint: /start.sh\n    command: gunicorn a":                "gunicorn a",
		"entrypoint: [gunicorn]\n    command: [a]":                      "gunicorn a",
		"entrypoint: gunicorn a":                                        "gunicorn a",
		"image: x":                                                      "",
		"command: !x y":                                                 "",
		"command: {a: b}":                                               "",
	} {
		if got := started("compose", "services:\n  web:\n    "+service+"\n"); got != want {
			t.Errorf("%q: %q, want %q", service, got, want)
		}
	}
	if got := started("compose", "x-app: &app\n  command: gunicorn a\nservices:\n  web:\n    <<: *app\n  job:\n    <<: *app\n    command: job\n"); got != "gunicorn a; job" {
		t.Error(got)
	}
}

func TestPlacesOfFoldedWords(t *testing.T) {
	file := &audit.File{Name: "compose.yml", Kind: "compose", Text: "services:\n  web:\n    command: >\n      gunicorn a\n      --workers 4\n"}
	stack := audit.NewStack([]*audit.File{file}, nil, nil)
	Compose.Publish(stack)
	words := stack.Commands()[0].Words
	if w := words[2]; w.Span.Line() != 5 || w.Span.Text() != "--workers" {
		t.Errorf("%q on line %d", w.Span.Text(), w.Span.Line())
	}
}

func TestProcfiles(t *testing.T) {
	for text, want := range map[string]string{
		"web: gunicorn a --log-file -":                       "gunicorn a --log-file -",
		"web: A=1 bin/start gunicorn a\nw: celery":           "A=1 start gunicorn a; celery",
		"web: cd x && newrelic-admin run-program gunicorn a": "cd x; gunicorn a",
	} {
		if got := started("procfile", text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		format     audit.Format
		name, text string
		want       bool
	}{
		{Dockerfile, "Dockerfile", "", true},
		{Dockerfile, "deploy/Dockerfile.prod", "", true},
		{Dockerfile, "web.dockerfile", "", true},
		{Dockerfile, "pasted", "# c\nARG V=1\nFROM x:$V\nRUN y\n", true},
		{Dockerfile, "pasted", "FROM us to you\nwith love\n", false},
		{Dockerfile, "syntax/dockerfile.vim", "FROM x\nRUN y\n", false},
		{Compose, ".gitlab-ci.yml", "image: a\nservices:\n  - postgres:16\ntest:\n  image: b\n", false},
		{Compose, "stack.yml", "services:\n\n  web:\n    image: a\n", true},
		{Procfile, "lexers/procfile.py", "import re\n", false},
		{Dockerfile, "snippets/dockerfile.js", "FROM x\nRUN y\n", false},
		{Dockerfile, "README.md", "FROM x\nRUN y\nCMD z\n", false},
		{Compose, "docker-compose.yml", "", true},
		{Compose, "compose.prod.yaml", "", true},
		{Compose, "production.yml", "services:\n  web:\n    image: x\n", true},
		{Compose, "values.yml", "services:\n  web: 1\n", false},
		{Compose, "notes.md", "services:\n  web:\n    image: x\n", false},
		{Procfile, "Procfile", "", true},
		{Procfile, "Procfile.dev", "", true},
		{Procfile, "profile", "web: x", false},
	} {
		if got := c.format.Detect(c.name, c.text) >= 30; got != c.want {
			t.Errorf("%s as %s: %v, want %v", c.name, c.format.Kind, got, c.want)
		}
	}
}

// TestSeverity holds that the name of a file says whom it is for.
func TestSeverity(t *testing.T) {
	for name, want := range map[string]audit.Severity{
		"Procfile": audit.High, "Procfile.dev": audit.Low, "docker-compose.yml": audit.Medium,
		"docker-compose.prod.yml": audit.High, "docker-compose.override.yml": audit.Low,
	} {
		kind, text := audit.Kind("procfile"), "web: python manage.py runserver\n"
		if strings.HasSuffix(name, ".yml") {
			kind, text = "compose", "services:\n  web:\n    command: python manage.py runserver\n"
		}
		id := "launch/development-server"
		rule := map[string]*audit.Rule{id: {ID: id, Severity: audit.High, Confidence: audit.Sure}}
		stack := audit.NewStack([]*audit.File{{Name: name, Kind: kind, Text: text}}, nil, rule)
		Compose.Publish(stack)
		Procfile.Publish(stack)
		run(stack)
		if got := stack.Report().Verdicts; len(got) != 1 || got[0].Severity != want {
			t.Errorf("%s: %+v, want one finding, %s", name, got, want)
		}
	}
}
