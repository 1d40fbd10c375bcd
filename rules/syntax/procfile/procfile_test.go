package procfile

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

func parse(text string) *File { return Parse(&audit.File{Name: "Procfile", Text: text}) }

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"web: gunicorn shop.wsgi":                "web=gunicorn shop.wsgi",
		"\ufeffweb:gunicorn a:b  \r\nworker:\tx": "web=gunicorn a:b worker=x",
		"# web: no\n\nweb: yes # kept":           "comment web=yes # kept",
		"release-2: python manage.py migrate":    "release-2=python manage.py migrate",
		"web gunicorn":                           "problem",
		"web:":                                   "problem",
		": x":                                    "problem",
		"two words: x\nweb: y":                   "problem web=y",
		"":                                       "",
	} {
		f := parse(text)
		var got []string
		for range f.Comments {
			got = append(got, "comment")
		}
		for range f.Problems {
			got = append(got, "problem")
		}
		for _, p := range f.Processes {
			got = append(got, p.Name+"="+p.Command.Text())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("web: a\n#b\nc")
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range parse(text).Processes {
			if p.Command.Start < p.Span.Start || p.Command.End > p.Span.End || p.Command.Start >= p.Command.End {
				t.Fatalf("%q: %v outside of %v", text, p.Command, p.Span)
			}
		}
	})
}
