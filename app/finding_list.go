package app

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
)

// drawn is how many rows of a long list are drawn at first.
const drawn = 300

// sideTabs are the tabs at the right, from left to right.
var sideTabs = []struct{ name, title string }{
	{"findings", "Findings"}, {"checklist", "Checklist"}, {"score", "Score"},
}

// side holds the tabs at the right: findings with their explanation, the
// checklist, and the scores of services.
func (s *shell) side() []app.UI {
	if s.session.Empty() {
		return nil // nobody sees it: the first page is drawn sooner
	}
	var tabs []app.UI
	for _, t := range sideTabs {
		tabs = append(tabs, s.sideTab(t.name, t.title))
	}
	return []app.UI{
		app.Div().Class("side-head").Body(
			app.Div().Class("tabs").Role("tablist").Aria("label", "Audit").OnKeyDown(s.onTabKey).Body(tabs...),
			app.Button().Type("button").Class("quiet").ID("export-open").Text("Export").OnClick(s.onExportOpen)),
		app.Div().Class("tab-panel", "findings", gone(s.tab != "findings")).ID("panel-findings").
			Role("tabpanel").Aria("labelledby", "tab-findings").Body(
			app.Div().Class("list-part").Body(s.findingList()...),
			app.Div().Class("explanation-part", gone(s.session.Selected() == nil)).Body(s.explanation()),
		),
		app.Div().Class("tab-panel", "checklist", gone(s.tab != "checklist")).ID("panel-checklist").
			Role("tabpanel").Aria("labelledby", "tab-checklist").Body(s.checklist()...),
		app.Div().Class("tab-panel", "score", gone(s.tab != "score")).ID("panel-score").
			Role("tabpanel").Aria("labelledby", "tab-score").Body(s.score()...),
	}
}

func (s *shell) sideTab(tab, name string) app.UI {
	b := app.Button().Type("button").Class("tab").ID("tab-"+tab).Role("tab").Aria("controls", "panel-"+tab).
		OnClick(func(app.Context, app.Event) { s.showTab(tab) }, app.EventScope(tab))
	if s.tab == tab {
		return b.Aria("selected", "true").TabIndex(0).Text(name)
	}
	return b.Aria("selected", "false").TabIndex(-1).Text(name)
}

func (s *shell) showTab(tab string) { s.tab, s.pane = tab, tab }

// onTabKey moves between the tabs with the arrow keys.
func (s *shell) onTabKey(ctx app.Context, e app.Event) {
	tab := s.tabAfter(e.Get("key").String())
	if tab == "" {
		ctx.PreventUpdate()
		return
	}
	s.showTab(tab)
	ctx.Defer(func(app.Context) { byID("tab-" + tab).Call("focus") })
}

// tabAfter gives the tab that a key leads to from the one shown, or nothing.
func (s *shell) tabAfter(key string) string {
	last := len(sideTabs) - 1
	for i, t := range sideTabs {
		if t.name != s.tab {
			continue
		}
		switch key {
		case "ArrowLeft":
			return sideTabs[(i+last)%(last+1)].name
		case "ArrowRight":
			return sideTabs[(i+1)%(last+1)].name
		case "Home":
			return sideTabs[0].name
		case "End":
			return sideTabs[last].name
		}
	}
	return ""
}

// findingList draws the filter, what went wrong, and the verdicts.
func (s *shell) findingList() []app.UI {
	s.shown = s.session.Shown()
	return []app.UI{
		s.filterBar(),
		app.Div().Class("notices").Body(s.notices()...),
		app.Ul().Class("finding-list").Aria("label", "Findings").OnKeyDown(s.onListKey).Body(s.rows()...),
		app.Div().Class("more").Body(app.If(len(s.shown) > drawn && !s.more, func() app.UI {
			return app.Button().Type("button").Textf("Show all %d", len(s.shown)).
				OnClick(func(app.Context, app.Event) { s.more = true })
		})),
		app.Div().Class("outcome").Body(s.outcome()...),
	}
}

func (s *shell) rows() []app.UI {
	limit := len(s.shown)
	if !s.more {
		limit = min(limit, drawn)
	}
	rows := make([]app.UI, limit)
	for i, v := range s.shown[:limit] {
		rows[i] = s.row(i, v)
	}
	return rows
}

func (s *shell) row(i int, v *audit.Verdict) *findingRow {
	r := &findingRow{
		Index: i, Rule: v.Rule, Class: ClassOf(v), Head: headline(v), Current: v == s.session.Selected(),
		Line: v.Span.Line(), Fixable: v.Fix != nil && v.Finding(), shell: s,
	}
	if d := s.session.document(v.Span); d != nil {
		r.File = d.Name
	}
	return r
}

// onListKey moves the focus along the rows with the arrow keys.
func (s *shell) onListKey(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	sibling := map[string]string{"ArrowDown": "nextElementSibling", "ArrowUp": "previousElementSibling"}[e.Get("key").String()]
	if sibling == "" {
		return
	}
	e.PreventDefault()
	row := e.Get("target").Call("closest", "li")
	if !row.Truthy() {
		return
	}
	if next := row.Get(sibling); next.Truthy() {
		next.Get("firstElementChild").Call("focus")
	}
}

// filterBar says how many of each class there are, and hides and shows them.
func (s *shell) filterBar() app.UI {
	counts := s.session.Counts()
	var chips []app.UI
	for _, c := range Classes() {
		chips = append(chips, &chip{Class: c, Count: counts[c], On: !s.session.Filter.Hidden[c], shell: s})
	}
	return app.Div().Class("filter").Body(
		app.Div().Class("chips").Role("group").Aria("label", "Shown").Body(chips...),
		app.Div().Class("filter-row").Body(
			app.Input().Type("search").ID("filter").Class("filter-text").Aria("label", "Filter by text").
				Placeholder("Filter").OnInput(s.onFilterText),
			app.Label().Class("order").Body(
				app.Span().Class("sr-only").Text("Order"),
				app.Select().ID("order").OnChange(s.onOrder).Body(s.orders()...)),
			app.Label().Class("toggle").Body(
				app.Input().Type("checkbox").ID("file-only").Checked(s.session.Filter.FileOnly).OnChange(s.onFileOnly),
				app.Span().Text("This file")),
			app.Button().Type("button").Class("quiet").ID("undo").Disabled(s.session.Undoable() == "").
				Title("Undo: "+s.session.Undoable()).Text("Undo").OnClick(s.onUndo),
		),
	)
}

func (s *shell) onFilterText(ctx app.Context, _ app.Event) {
	s.session.Filter.Text = ctx.JSSrc().Get("value").String()
}

func (s *shell) orders() []app.UI {
	option := func(value, name string, order Order) app.UI {
		return app.Option().Value(value).Text(name).Selected(s.session.Filter.Order == order)
	}
	return []app.UI{
		option(automatic, "By severity", BySeverity), option("file", "By file", ByFile), option("rule", "By rule", ByRule),
	}
}

func (s *shell) onOrder(ctx app.Context, _ app.Event) {
	s.session.Filter.Order = Order(chosenValue(ctx))
}

func (s *shell) onFileOnly(ctx app.Context, _ app.Event) {
	s.session.Filter.FileOnly = ctx.JSSrc().Get("checked").Bool()
}

// chip counts the verdicts of a class and shows or hides them.
type chip struct {
	app.Compo
	Class Class
	Count int
	On    bool

	shell *shell
}

// Render draws the chip.
func (c *chip) Render() app.UI {
	pressed, state := "false", "chip-off"
	if c.On {
		pressed, state = "true", "chip-on"
	}
	return app.Button().Type("button").Class("chip", state, "chip-"+string(c.Class)).
		Aria("pressed", pressed).Title(classTitles[c.Class]).OnClick(c.onClick).Body(
		sign(c.Class), app.Span().Text(c.Count), app.Span().Class("sr-only").Text(" "+classWords[c.Class]))
}

// classTitles explain the classes.
var classTitles = map[Class]string{
	Critical: "Critical: fix before anything else", High: "High severity", Medium: "Medium severity",
	Low: "Low severity", Info: "For information", Unknown: "Unknown: a value was not seen",
	Ignored: "Ignored by a comment with a reason", Passed: "Checked and good",
}

func (c *chip) onClick(app.Context, app.Event) {
	hidden := c.shell.session.Filter.Hidden
	hidden[c.Class] = !hidden[c.Class]
}

// notices say what stands in the way of the audit.
func (s *shell) notices() []app.UI {
	var notices []app.UI
	if s.failing {
		notices = append(notices, app.P().Class("notice").Role("alert").Text(
			"The audit took too long or broke, and was ended. Your text is safe; it is audited again when you change it."))
	}
	if s.problem != "" {
		notices = append(notices, app.P().Class("notice").Role("alert").Text(s.problem))
	}
	if report := s.session.Report(); report != nil && len(report.Crashes) > 0 {
		notices = append(notices, app.P().Class("notice").Role("alert").Text(
			"A defect of Preflight cost some verdicts: "+strings.Join(report.Crashes, "; ")))
	}
	if problems := s.session.Problems(); len(problems) > 0 {
		notices = append(notices, app.Details().Class("problems").Body(
			app.Summary().Text(plural(len(problems), "problem")+" of reading"),
			app.Ul().Body(s.problemRows(problems)...)))
	}
	return notices
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func (s *shell) problemRows(problems []audit.Problem) []app.UI {
	var rows []app.UI
	for _, p := range problems[:min(len(problems), 100)] {
		rows = append(rows, app.Li().Body(
			app.Button().Type("button").Class("as-link").Text(placeName(p.Span)).
				OnClick(func(app.Context, app.Event) { s.goTo(p.Span) }, app.EventScope(p.Message, p.Span.Start, s.session.audited)),
			app.Span().Text(" "+p.Message)))
	}
	return rows
}

func placeName(span audit.Span) string {
	if span.IsZero() {
		return "whole stack"
	}
	return fmt.Sprintf("%s:%d", span.File.Name, span.Line())
}

// goTo shows a place in the text.
func (s *shell) goTo(span audit.Span) {
	d := s.session.document(span)
	if d == nil {
		return
	}
	s.showFile(d)
	if s.session.fresh(span) {
		s.editor.reveal(span, true)
	}
}

// outcome tells what was and what was not checked; without a finding it says so
// first.
func (s *shell) outcome() []app.UI {
	if s.session.Report() == nil {
		return []app.UI{app.P().Class("dim").Text("Auditing…")}
	}
	var blocks []app.UI
	if s.findings() == 0 {
		blocks = append(blocks, app.P().Class("nothing").Text(s.nothingFound()))
	} else if len(s.shown) == 0 {
		blocks = append(blocks, app.P().Class("nothing").Text("The filter hides everything."))
	}
	blocks = append(blocks, app.Details().Class("coverage").Body(
		app.Summary().Text("What was checked, and what was not"),
		app.Ul().Body(s.coverageRows()...)))
	if ignores := s.session.Report().Ignores; len(ignores) > 0 {
		blocks = append(blocks, app.Details().Class("coverage").Body(
			app.Summary().Text(plural(len(ignores), "ignore comment")),
			app.Ul().Body(ignoreRows(ignores)...)))
	}
	return blocks
}

func ignoreRows(ignores []*audit.Ignore) []app.UI {
	var rows []app.UI
	for _, g := range ignores {
		text := placeName(g.Span) + " ignores " + strings.Join(g.Rules, ", ") + ": " + g.Reason
		if !g.Used {
			text += " (matches no finding)"
		}
		rows = append(rows, app.Li().Text(text))
	}
	return rows
}

func (s *shell) nothingFound() string {
	counts := s.session.Counts()
	parts := []string{"No finding in " + plural(len(s.session.Files()), "file")}
	parts = append(parts, plural(counts[Passed], "check")+" passed")
	if n := counts[Unknown]; n > 0 {
		parts = append(parts, fmt.Sprintf("%d could not be decided", n))
	}
	if n := counts[Ignored]; n > 0 {
		parts = append(parts, fmt.Sprintf("%d ignored with a reason", n))
	}
	return strings.Join(parts, ", ") + "."
}

func (s *shell) coverageRows() []app.UI {
	var rows []app.UI
	for _, c := range s.session.Covered() {
		text := fmt.Sprintf("%s: no such file here; its %s were not asked", c.Format.Title, plural(c.Rules, "rule"))
		if c.Files > 0 {
			text = fmt.Sprintf("%s: %s, %d of %s had something to say",
				c.Format.Title, plural(c.Files, "file"), c.Asked, plural(c.Rules, "rule"))
		}
		rows = append(rows, app.Li().Text(text))
	}
	return append(rows, app.Li().Text("Not checked at all: what is in no file, such as open ports, file modes and the state of the host."))
}

// findingRow is one verdict of the list.
type findingRow struct {
	app.Compo
	Index   int
	Rule    string
	Class   Class
	Head    string
	File    string
	Line    int
	Current bool
	Fixable bool

	shell *shell
}

// Render draws the row.
func (r *findingRow) Render() app.UI {
	button := app.Button().Type("button").Class("finding").OnClick(r.onClick).
		DataSet("rule", r.Rule).DataSet("line", r.Line).DataSet("file", r.File).DataSet("outcome", r.outcome())
	if r.Current {
		button = button.Aria("current", "true")
	}
	return app.Li().Body(button.Body(
		sign(r.Class),
		app.Span().Class("finding-text").Body(
			app.Span().Class("sr-only").Text(classWords[r.Class]+": "),
			app.Span().Class("finding-head").Text(r.Head),
			app.Span().Class("finding-meta").Body(
				app.Span().Class("finding-rule").Text(r.Rule),
				app.Span().Class("finding-place").Text(r.place()))),
		app.Span().Class("finding-fix").Text(r.fix()),
	))
}

func (r *findingRow) outcome() string {
	switch r.Class {
	case Passed, Unknown, Ignored:
		return string(r.Class)
	}
	return "fail"
}

func (r *findingRow) place() string {
	if r.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", r.File, r.Line)
}

func (r *findingRow) fix() string {
	if r.Fixable {
		return "fix"
	}
	return ""
}

func (r *findingRow) onClick(app.Context, app.Event) {
	if s := r.shell; r.Index < len(s.shown) {
		s.explain(s.shown[r.Index], true)
	}
}
