package app

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
	"preflight/rules/audit"
)

// splitPage takes "/rules/nginx/autoindex" apart into "rules" and
// "nginx/autoindex".
func splitPage(page string) (section, name string) {
	section, name, _ = strings.Cut(strings.TrimPrefix(page, "/"), "/")
	return section, name
}

// reading is a page to read: the catalogue of rules or the guide.
func (s *shell) reading() []app.UI {
	switch section, name := splitPage(s.page); section {
	case "rules":
		return s.catalogue(name)
	case "guide":
		return s.guide(name)
	}
	return nil
}

// catalogue lists the rules at the left and shows the doc of one.
func (s *shell) catalogue(id string) []app.UI {
	return []app.UI{
		app.Aside().Class("contents", gone2(id != "")).Aria("label", "All rules").Body(
			app.Label().Class("contents-search").Body(
				app.Span().Class("sr-only").Text("Search the rules"),
				app.Input().Type("search").ID("rule-search").Placeholder("Search the rules").OnInput(s.onRuleSearch)),
			app.Div().Class("contents-list").Body(s.ruleGroups(id)...),
		),
		app.Article().Class("page").Body(s.rulePage(id)...),
	}
}

// gone2 marks the contents that a narrow screen leaves out while a page of
// them is shown.
func gone2(shown bool) string {
	if shown {
		return "beside"
	}
	return ""
}

func (s *shell) onRuleSearch(ctx app.Context, _ app.Event) {
	s.search = strings.ToLower(ctx.JSSrc().Get("value").String())
}

func (s *shell) ruleGroups(id string) []app.UI {
	var groups []app.UI
	found := 0
	for _, format := range rules.Formats() {
		var rows []app.UI
		for _, rule := range format.Rules() {
			if r, ok := rules.Lookup(rule); ok && ruleMatches(r, s.search) {
				rows = append(rows, &ruleRow{ID: r.ID, Title: r.Title, Class: Class(r.Severity.String()), Current: r.ID == id})
			}
		}
		if len(rows) > 0 {
			found += len(rows)
			groups = append(groups, app.Section().Body(
				app.H2().Class("group").Body(app.Text(format.Title+" "), app.Span().Class("count").Text(len(rows))),
				app.Ul().Class("contents-rows").Body(rows...)))
		}
	}
	if found == 0 {
		groups = append(groups, app.P().Class("dim").Text("No rule matches."))
	}
	return groups
}

// ruleMatches reports whether every word of the search occurs in what names the
// rule, here or in other tools.
func ruleMatches(r *rules.Rule, search string) bool {
	text := strings.ToLower(r.ID + " " + r.Title + " " + r.CWE + " " + strings.Join(r.SameAs, " ") + " " + r.Severity.String())
	for _, word := range strings.Fields(search) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// ruleRow is a rule in the contents of the catalogue.
type ruleRow struct {
	app.Compo
	ID, Title string
	Class     Class
	Current   bool
}

// Render draws the row.
func (r *ruleRow) Render() app.UI {
	a := app.A().Href(link("/rules/" + r.ID))
	if r.Current {
		a = a.Aria("current", "page")
	}
	return app.Li().Body(a.Body(sign(r.Class), app.Span().Text(r.Title)))
}

func (s *shell) rulePage(id string) []app.UI {
	if id == "" {
		return []app.UI{
			app.H1().Text("Rules"),
			app.P().Text(fmt.Sprintf("%d rules look at the files of a deployment. Each has a page of its own: why it matters, "+
				"what is bad and what is good, how to fix it and when to leave it.", len(rules.All()))),
			app.P().Class("dim").Text("The page of a rule works without a network, as everything here does."),
		}
	}
	r, ok := rules.Lookup(id)
	if !ok {
		return []app.UI{app.H1().Text("No such rule"), app.P().Text("There is no rule " + id + ".")}
	}
	return []app.UI{
		app.P().Class("crumb").Body(app.A().Href(link("/rules")).Text("All rules")),
		app.H1().Text(r.Title),
		app.Ul().Class("facts").Body(facts(&r.Rule)...),
		&prose{Markdown: r.Markdown, Level: 1, Untitled: true, open: s.openExamples},
	}
}

// facts lists what a rule's doc says besides its prose.
func facts(r *audit.Rule) []app.UI {
	items := []app.UI{
		app.Li().Body(sign(Class(r.Severity.String())), app.Text(r.Severity.String()+", "+sureness[r.Confidence])),
		app.Li().Body(app.Code().Text(r.ID)),
	}
	if !r.Since.IsZero() {
		items = append(items, app.Li().Text("since "+string(r.Kind)+" "+r.Since.String()))
	}
	if !r.Until.IsZero() {
		items = append(items, app.Li().Text("until "+string(r.Kind)+" "+r.Until.String()))
	}
	if number, ok := strings.CutPrefix(r.CWE, "CWE-"); ok {
		items = append(items, app.Li().Body(app.A().Href("https://cwe.mitre.org/data/definitions/"+number+".html").
			Target("_blank").Rel("noopener noreferrer").Text(r.CWE)))
	}
	if len(r.SameAs) > 0 {
		items = append(items, app.Li().Text("same as "+strings.Join(r.SameAs, ", ")))
	}
	return items
}

// guide lists the pages of the guide and shows one.
func (s *shell) guide(name string) []app.UI {
	shown := guideOf(name)
	var rows []app.UI
	for _, g := range guidePages() {
		a := app.A().Href(link("/guide/" + g.name)).Text(g.title)
		if g.name == shown.name {
			a = a.Aria("current", "page")
		} else {
			a = a.Aria("current", "")
		}
		rows = append(rows, app.Li().Body(a))
	}
	return []app.UI{
		app.Aside().Class("contents").Aria("label", "Guide").Body(
			app.Div().Class("contents-list").Body(app.Ul().Class("contents-rows").Body(rows...))),
		app.Article().Class("page").Body(&prose{Markdown: shown.markdown, Level: 1}),
	}
}

// guideOf finds a page of the guide; without a name it is the first.
func guideOf(name string) guidePage {
	pages := guidePages()
	for _, g := range pages {
		if g.name == name {
			return g
		}
	}
	if name == "" && len(pages) > 0 {
		return pages[0]
	}
	return guidePage{title: "No such page", markdown: "# No such page\n"}
}
