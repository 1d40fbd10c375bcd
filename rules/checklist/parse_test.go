package checklist

import (
	"bufio"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"preflight/docs"
)

const page = "# Web server\n\nWhat answers\nthe internet.\n\n" +
	"## `autoindex` is off {#listing}\nRules: nginx/autoindex, apache/autoindex\n\nA listing shows names.\n\n```sh\n# as root\nnginx -T\n```\n\n" +
	"## The logs are read {#logs}\nConfirmed by hand.\n\nBy somebody.\n"

func TestParse(t *testing.T) {
	got, err := Parse("web-server", page)
	if err != nil {
		t.Fatal(err)
	}
	want := Area{
		ID: "web-server", Title: "Web server", Intro: "What answers\nthe internet.",
		Items: []Item{
			{
				ID: "web-server/listing", Title: "`autoindex` is off", Rules: []string{"nginx/autoindex", "apache/autoindex"},
				Text: "A listing shows names.\n\n```sh\n# as root\nnginx -T\n```",
			},
			{ID: "web-server/logs", Title: "The logs are read", Text: "By somebody."},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	cases := []struct{ old, new, err string }{
		{"# Web server", "Web server", "does not open with"},
		{"What answers\nthe internet.", "", "no introduction"},
		{"## The logs are read {#logs}", "## The logs are read", "does not end with its id"},
		{"{#logs}", "{#Logs}", `the id "Logs" is not small letters`},
		{"{#logs}", "{#read-}", "is not small letters"},
		{"{#logs}", "{#listing}", "line 16: the id web-server/listing is taken"},
		{"The logs are read {", " {", "no statement"},
		{"Confirmed by hand.\n", "\n", "the line under the heading"},
		{"Confirmed by hand.", "Rules: nginx", `"nginx" is not the id of a rule`},
		{"Confirmed by hand.", "Rules: ", "is not the id of a rule"},
		{"apache/autoindex", "nginx/autoindex", "named twice"},
		{"By somebody.", "", "the item has no text"},
		{"By somebody.", "### Who", `line 19: a heading inside a page starts with "## "`},
		{"By somebody.", "# Who", "line 19: a heading"},
		{"nginx -T\n```", "nginx -T", "a code fence is not closed"},
		{page[strings.Index(page, "## `"):], "", "the area has no items"},
	}
	for _, c := range cases {
		text := strings.Replace(page, c.old, c.new, 1)
		if text == page {
			t.Fatalf("%q is not in the page", c.old)
		}
		if _, err := Parse("web-server", text); err == nil || !strings.Contains(err.Error(), c.err) {
			t.Errorf("%q for %q: got %v, want %q", c.new, c.old, err, c.err)
		}
	}
}

func TestReadTakesPagesInTheirOrderAndNamesBadOnes(t *testing.T) {
	fsys := fstest.MapFS{
		"checklist/20-web.md":   {Data: []byte(page)},
		"checklist/10-env.md":   {Data: []byte(page)},
		"checklist/30-bad.md":   {Data: []byte("nothing")},
		"checklist/notes.md":    {Data: []byte(page)},
		"checklist/1x-web.md":   {Data: []byte(page)},
		"checklist/40-other.tx": {Data: []byte(page)},
	}
	areas, err := Read(fsys)
	if len(areas) != 2 || areas[0].ID != "env" || areas[1].ID != "web" {
		t.Errorf("got %d areas", len(areas))
	}
	for _, want := range []string{"30-bad.md: line 1", "notes.md: the name", "1x-web.md: the name", "40-other.tx: the name"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q: %v", want, err)
		}
	}
	if _, err := Read(fstest.MapFS{}); err == nil {
		t.Error("a missing folder is an error")
	}
}

// TestTheChecklistReads reads the real pages. Ids of areas and items are unique:
// people's marks are kept under them.
func TestTheChecklistReads(t *testing.T) {
	read, err := Read(docs.FS)
	if err != nil {
		t.Fatal(err)
	}
	if got := Areas(); len(got) != len(read) {
		t.Errorf("Areas gives %d of %d", len(got), len(read))
	}
	seen := map[string]bool{}
	for _, area := range read {
		for _, item := range area.Items {
			if seen[item.ID] {
				t.Errorf("%s is there twice", item.ID)
			}
			seen[item.ID] = true
			if strings.HasSuffix(item.Title, ".") {
				t.Errorf("%s: the statement ends with a period", item.ID)
			}
		}
	}
}

// TestCoverage holds the advice that published checklists give against ours:
// each line of testdata/coverage.tsv names the item here that answers it.
func TestCoverage(t *testing.T) {
	ours := map[string]bool{}
	for _, area := range Areas() {
		for _, item := range area.Items {
			ours[item.ID] = true
		}
	}
	file, err := os.Open("testdata/coverage.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	answered := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 || answered[fields[0]] {
			t.Errorf("%q is not a new id, our item and what it is about", lines.Text())
			continue
		}
		answered[fields[0]] = true
		if !ours[fields[1]] {
			t.Errorf("%s: there is no item %s", fields[0], fields[1])
		}
	}
	if len(answered) != 478 {
		t.Errorf("%d pieces of advice, want 478", len(answered))
	}
}
