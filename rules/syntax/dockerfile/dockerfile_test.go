package dockerfile

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

func parse(text string) *File { return Parse(&audit.File{Name: "Dockerfile", Text: text}) }

// show writes instructions as NAME(args) or NAME[word|word].
func show(f *File) string {
	var list []string
	for _, i := range f.Instructions {
		if i.Words == nil {
			list = append(list, i.Name+"("+i.Args.Text()+")")
			continue
		}
		var words []string
		for _, w := range i.Words {
			words = append(words, w.Text)
		}
		list = append(list, i.Name+"["+strings.Join(words, "|")+"]")
	}
	for range f.Comments {
		list = append(list, "#")
	}
	for range f.Problems {
		list = append(list, "!")
	}
	return strings.Join(list, " ")
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"FROM python:3\nCMD gunicorn a":            "FROM(python:3) CMD(gunicorn a)",
		"from --platform=linux/amd64 x as y":       "FROM(x as y)",
		`CMD ["a", "b c",` + " \\\n  \"d\\\"e\" ]": `CMD[a|b c|d"e]`,
		`CMD [ ]`:       "CMD[]",
		`CMD ["a" "b"]`: `CMD(["a" "b"])`,
		`CMD ['a']`:     `CMD(['a'])`,
		`CMD ["a"] b`:   `CMD(["a"] b)`,
		"# c\nRUN a \\\n  # inside\n\n  b\n\tUSER x":        "RUN(a \\\n  # inside\n\n  b) USER(x) # #",
		"# escape=`\nCMD a `\n b\nUSER c":                   "CMD(a `\n b) USER(c) #",
		"RUN <<EOF\nCMD no\nEOF\nCMD yes":                   "RUN(<<EOF) CMD(yes)",
		"COPY <<-\"A\" <<B /x\nCMD 1\nA\nCMD 2\nB\nUSER u":  "COPY(<<-\"A\" <<B /x) USER(u)",
		"RUN cat <<<x\nUSER u":                              "RUN(cat <<<x) USER(u)",
		"RUN <<OPEN\nUSER u":                                "RUN(<<OPEN) USER(u)",
		"hello world\nUSER u":                               "USER(u) !",
		"ENV A=1 \\":                                        "ENV(A=1 \\)",
		"HEALTHCHECK --interval=5s \\\n --timeout=3s CMD x": "HEALTHCHECK(CMD x)",
		"\ufeffFROM a\r\nUSER b\r\n":                        "FROM(a) USER(b)",
		"":                                                  "",
	} {
		if got := show(parse(text)); got != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	f := parse("FROM x\nCMD [\"gunicorn\", \\\n  \"--reload\"]\n")
	w := f.Instructions[1].Words[1]
	if w.Span.Text() != `"--reload"` || w.Span.Line() != 3 {
		t.Errorf("%q on line %d", w.Span.Text(), w.Span.Line())
	}
}

// TestHostile reads texts over which a careless reader takes minutes.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"RUN <<A\n", "CMD [\"", "\\\n", "CMD \\\n#\n", "<<A <<A ", "[", "# \n"} {
		parse("RUN " + strings.Repeat(piece, 200_000/len(piece)))
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"FROM a\nCMD [\"b\"]", "# escape=`\nRUN a `\nb", "RUN <<E\nx\nE", "ENV a \\\n#x\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, i := range parse(text).Instructions {
			if i.Args.Start < i.Span.Start || i.Args.End > i.Span.End || i.Span.End > len(text) {
				t.Fatalf("%q: %v outside of %v", text, i.Args, i.Span)
			}
			for _, w := range i.Words {
				if w.Span.Start < i.Args.Start || w.Span.End > i.Args.End {
					t.Fatalf("%q: word %v", text, w)
				}
			}
		}
	})
}
