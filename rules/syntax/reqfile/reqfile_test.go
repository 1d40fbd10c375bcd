package reqfile

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// write gives name[op version …] a requirement, option=value an option, then
// comments and problems.
func write(f *File) string {
	var words []string
	for _, r := range f.Requirements {
		var clauses []string
		for _, c := range r.Releases {
			clauses = append(clauses, c.Operator+c.Version)
		}
		word := r.Name + "[" + strings.Join(clauses, " ") + "]"
		if r.URL != "" {
			word += "@" + r.URL
		}
		if r.Marker != "" {
			word += ";" + r.Marker
		}
		if r.Editable {
			word = "-e " + word
		}
		if r.Hashed {
			word += "#"
		}
		words = append(words, word)
	}
	for _, o := range f.Options {
		words = append(words, o.Name+"="+o.Value)
	}
	for _, c := range f.Comments {
		words = append(words, c.Text())
	}
	for _, p := range f.Problems {
		words = append(words, fmt.Sprintf("!%d", p.Span.Line()))
	}
	return strings.Join(words, " | ")
}

func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"Django", "django[]"},
		{"Django==5.2.1\r\n", "django[==5.2.1]"},
		{"Django >= 4.2, < 5 # LTS", "django[>=4.2 <5] | # LTS"},
		{"django (>=4.2,<5)", "django[>=4.2 <5]"},
		{"zope.interface_x~=5.0", "zope-interface-x[~=5.0]"},
		{"psycopg[binary,pool]==3.2", "psycopg[==3.2]"},
		{`pywin32==300; sys_platform == "win32"`, `pywin32[==300];sys_platform == "win32"`},
		{"django==5.2.1 \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\ngunicorn==23.0.0", "django[==5.2.1]# | gunicorn[==23.0.0]"},
		{"shop @ https://example.com/shop.zip", "shop[]@https://example.com/shop.zip"},
		{"-e git+https://example.com/x.git@main#egg=x", "-e []@git+https://example.com/x.git@main#egg=x"},
		{"./local", "[]@./local"},
		{"-r base.txt\n-rdev.txt\n--index-url=https://pypi.example/simple", "--requirement=base.txt | --requirement=dev.txt | --index-url=https://pypi.example/simple"},
		{"# only a comment\n\n", "# only a comment"},
		{"# a comment is not continued \\\nx==1", "x[==1] | # a comment is not continued \\"},
		{"x=1\ny==2", "y[==2] | !1"},
		{"two words\ny==2", "y[==2] | !1"},
		{"\ufeffx==1", "x[==1]"},
	}
	for _, test := range tests {
		if got := write(Parse(&audit.File{Text: test.text})); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestPin(t *testing.T) {
	for text, want := range map[string]string{"x==1.0": "1.0", "x===1": "1", "x==1.*": "", "x>=1": "", "x": "", "x==1,!=2": ""} {
		version, ok := Parse(&audit.File{Text: text}).Requirements[0].Pin()
		if ok != (want != "") || ok && version != want {
			t.Errorf("Pin of %s = %q, %v", text, version, ok)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a==1 ; x # c", "-e .", "a[b](>=1,<2)\\\n", "-", "--", "\\", "a @ b://c;d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed := Parse(&audit.File{Text: text})
		for _, r := range parsed.Requirements {
			if r.Span.Start > r.Span.End || r.NameSpan.End > r.Span.End || r.Name == "" && r.URL == "" {
				t.Fatalf("%q: %+v", text, r)
			}
		}
	})
}
