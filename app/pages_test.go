package app

import (
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
)

// load renders a page as the builder of the bundle does.
func load(t *testing.T, page string) (*shell, string) {
	t.Helper()
	s := newShell(page)
	engine := app.NewTestEngine()
	if err := engine.Load(s); err != nil {
		t.Fatal(err)
	}
	engine.ConsumeAll()
	s.page = page
	return s, app.HTMLString(s.Render())
}

var (
	heading = regexp.MustCompile(`<h1[ >]`)
	refused = regexp.MustCompile(` style=| hidden=| on[a-z]+=|javascript:|http://`)
)

func TestEveryPageIsRendered(t *testing.T) {
	for _, page := range []string{"/", "/rules", "/guide", "/guide/privacy", "/rules/" + rules.All()[0].ID} {
		_, html := load(t, page)
		if !heading.MatchString(html) {
			t.Errorf("%s has no main heading", page)
		}
		if found := refused.FindString(html); found != "" {
			t.Errorf("%s has %q in it", page, found)
		}
	}
}

func TestPagesHaveAddressesAndTitles(t *testing.T) {
	seen := map[string]string{}
	for _, page := range Pages() {
		title := (&shell{page: page}).title()
		if strings.TrimSpace(title) == "" || strings.HasPrefix(title, " ·") {
			t.Errorf("%s has the title %q", page, title)
		}
		seen[page] = title
	}
	if len(seen) != len(Pages()) || len(seen) < 3+len(rules.All()) {
		t.Errorf("%d pages for %d rules", len(seen), len(rules.All()))
	}
}

func TestPageOf(t *testing.T) {
	for path, want := range map[string]string{
		"": "/", "/": "/", "/index.html": "/", "/rules": "/rules", "/rules/": "/rules",
		"/rules/nginx/autoindex.html": "/rules/nginx/autoindex",
	} {
		if got := pageOf(path); got != want {
			t.Errorf("%q is page %q, want %q", path, got, want)
		}
	}
}

func TestTheFindingsAreDrawn(t *testing.T) {
	s, _ := load(t, "/")
	s.session = audited(t, faulty)
	s.session.Select(verdictOf(t, s.session, "django/debug-enabled"))
	html := app.HTMLString(s.Render())
	for _, want := range []string{
		`data-rule="django/debug-enabled"`, `data-line="1"`, `data-outcome="fail"`, `id="fix"`, "What the fix changes",
		`aria-current`, "When to ignore",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestTheChecklistIsDrawn(t *testing.T) {
	s, _ := load(t, "/")
	s.session = audited(t, faulty)
	s.tab = "checklist"
	s.openAreas["settings"] = true
	html := app.HTMLString(s.Render())
	if !strings.Contains(html, `data-state="failed"`) || !strings.Contains(html, `data-state="open"`) {
		t.Error("the states of the items are missing")
	}
}

func TestKeys(t *testing.T) {
	s, _ := load(t, "/")
	for _, c := range []struct {
		key                         string
		control, alt, shift, typing bool
		works                       bool
	}{
		{key: "F8", works: true}, {key: "F8", shift: true, typing: true, works: true},
		{key: ".", control: true, typing: true, works: true}, {key: ".", works: false},
		{key: "?", works: true}, {key: "?", typing: true}, {key: "/", works: true}, {key: "/", control: true},
		{key: "z", control: true}, {key: "z", control: true, alt: true, works: true},
		{key: "Escape"}, {key: "a"},
	} {
		if got := s.command(c.key, c.control, c.alt, c.shift, c.typing) != nil; got != c.works {
			t.Errorf("%+v does something: %v", c, got)
		}
	}
}

func TestSearchOfTheCatalogue(t *testing.T) {
	r, ok := rules.Lookup("django/debug-enabled")
	if !ok {
		t.Fatal("no such rule")
	}
	for search, want := range map[string]bool{
		"": true, "debug": true, "w018": true, "cwe-489 django": true, "nginx": false,
	} {
		if got := ruleMatches(r, search); got != want {
			t.Errorf("%q matches: %v", search, got)
		}
	}
}
