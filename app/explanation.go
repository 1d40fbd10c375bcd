package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
	"preflight/rules/audit"
)

// sureness tells how sure a rule is of its finding.
var sureness = map[audit.Confidence]string{audit.Sure: "certain", audit.Likely: "likely", audit.Unsure: "possible"}

// explanation says what the selected verdict means and what can be done.
func (s *shell) explanation() app.UI {
	v := s.session.Selected()
	if v == nil {
		return app.Div()
	}
	markdown := ""
	if r, ok := rules.Lookup(v.Rule); ok {
		markdown = r.Markdown
	}
	return app.Section().Class("explanation").ID("explanation").Aria("label", "Explanation").Body(
		app.Div().Class("explanation-head").Body(
			app.Div().Class("verdict").Body(
				sign(ClassOf(v)),
				app.Span().Class("verdict-class").Text(s.verdictWords(v)),
				app.A().Class("rule-id").Href(link("/rules/"+v.Rule)).Text(v.Rule),
				app.Div().Class("bar-gap"),
				app.Button().Type("button").Class("close").ID("explanation-close").Aria("label", "Close the explanation").
					Text("×").OnClick(s.onCloseExplanation)),
			app.H2().Text(s.explainedHead(v)),
			app.Div().Class("where").Body(s.whereRows(v)...),
			app.Div().Class("settle").Body(s.settle(v)...),
			app.Div().Class("actions").Body(s.actions(v)...),
			app.Div().Class("preview").Body(s.preview(v)...),
			app.Div().Class("ignore-form").Body(s.ignoreForm(v)...),
		),
		&prose{Markdown: markdown, Level: 2, Untitled: v.Message != titleOf(v.Rule), open: s.openExamples},
	)
}

func (s *shell) verdictWords(v *audit.Verdict) string {
	switch c := ClassOf(v); c {
	case Passed:
		return "passed"
	case Unknown:
		return "unknown"
	case Ignored:
		return "ignored, " + v.Severity.String()
	}
	return v.Severity.String() + ", " + sureness[v.Confidence]
}

func (s *shell) explainedHead(v *audit.Verdict) string {
	if v.Outcome == audit.Unknown {
		return titleOf(v.Rule) + "?"
	}
	return headline(v)
}

// whereRows are the places that took part, as ways there.
func (s *shell) whereRows(v *audit.Verdict) []app.UI {
	if v.Span.IsZero() {
		return []app.UI{app.Span().Class("dim").Text("The whole stack")}
	}
	var rows []app.UI
	seen := map[string]bool{}
	for _, span := range append([]audit.Span{v.Span}, v.Related...) {
		name := placeName(span)
		if seen[name] || len(rows) == 6 {
			continue
		}
		seen[name] = true
		rows = append(rows, app.Button().Type("button").Class("as-link", "place").Text(name).
			OnClick(func(app.Context, app.Event) { s.goTo(span) }, app.EventScope(name, span.Start, v.Rule, s.session.audited)))
	}
	return rows
}

// settle says what would decide an unknown verdict, or why a finding is ignored.
func (s *shell) settle(v *audit.Verdict) []app.UI {
	switch {
	case v.Outcome == audit.Unknown && v.Message != "":
		return []app.UI{app.P().Body(app.Strong().Text("What would settle it: "), app.Text(v.Message))}
	case v.Ignore != nil:
		return []app.UI{app.P().Body(app.Strong().Text("Ignored because: "), app.Text(v.Ignore.Reason))}
	}
	return nil
}

// actions are what a person can do about a finding.
func (s *shell) actions(v *audit.Verdict) []app.UI {
	if !v.Finding() {
		return nil
	}
	var buttons []app.UI
	if v.Fix == nil {
		buttons = append(buttons, app.Span().Class("dim").Text("No safe automatic fix"))
	} else {
		buttons = append(buttons, app.Button().Type("button").Class("primary").ID("fix").Text(v.Fix.Title).OnClick(s.onFix))
		if n := s.fixable(v.Rule); n > 1 {
			buttons = append(buttons, app.Button().Type("button").ID("fix-all").Textf("Fix all %d", n).OnClick(s.onFixAll))
		}
	}
	return append(buttons, app.Button().Type("button").ID("ignore").Aria("expanded", s.ignoring).
		Text("Ignore…").OnClick(s.onIgnore))
}

func (s *shell) fixable(rule string) int {
	n := 0
	for _, v := range s.session.Report().Verdicts {
		if v.Rule == rule && v.Finding() && v.Fix != nil {
			n++
		}
	}
	return n
}

// preview shows the lines that a fix takes away and puts in.
func (s *shell) preview(v *audit.Verdict) []app.UI {
	if !v.Finding() || v.Fix == nil {
		return nil
	}
	var rows []app.UI
	for _, l := range previewOf(v.Fix) {
		rows = append(rows, app.Span().Class("line", "line-"+l.class()).Text(string(l.sign)+" "+l.text+"\n"))
	}
	return []app.UI{app.Pre().TabIndex(0).Role("group").Aria("label", "What the fix changes").Body(rows...)}
}

// ignoreForm asks why a finding is accepted.
func (s *shell) ignoreForm(v *audit.Verdict) []app.UI {
	if !s.ignoring || !v.Finding() {
		return nil
	}
	return []app.UI{
		app.Label().Body(
			app.Span().Text("Why is this acceptable here? The reason becomes a comment above the line."),
			app.Input().Type("text").ID("ignore-reason").AutoComplete(false).OnKeyDown(s.onReasonKey)),
		app.Div().Class("actions").Body(
			app.Button().Type("button").ID("ignore-insert").Text("Insert the comment").OnClick(s.onIgnoreInsert),
			app.Button().Type("button").ID("copy-ignore").Text("Copy the comment").OnClick(s.onIgnoreCopy)),
	}
}

func (s *shell) onCloseExplanation(app.Context, app.Event) { s.closeExplanation() }

func (s *shell) closeExplanation() {
	s.session.Select(nil)
	s.ignoring = false
}

func (s *shell) onFix(app.Context, app.Event) { s.fix() }

func (s *shell) fix() {
	s.editor.flush()
	v := s.session.Selected()
	if v == nil || !v.Finding() {
		return
	}
	if err := s.session.Fix(v); err != nil {
		s.do(err)
		return
	}
	s.announced = "Fixed: " + v.Fix.Title
	s.do(nil)
}

func (s *shell) onFixAll(app.Context, app.Event) {
	s.editor.flush()
	n, err := s.session.FixAll(s.session.Selected().Rule)
	if err == nil {
		s.announced = plural(n, "place") + " fixed"
	}
	s.do(err)
}

func (s *shell) onUndo(app.Context, app.Event) { s.undo() }

func (s *shell) undo() {
	s.editor.flush()
	if s.session.Undo() {
		s.announced = "Undone"
	}
	s.refresh()
}

func (s *shell) onIgnore(ctx app.Context, _ app.Event) {
	s.ignoring = !s.ignoring
	ctx.Defer(func(app.Context) {
		if s.ignoring {
			byID("ignore-reason").Call("focus")
		}
	})
}

func (s *shell) onReasonKey(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Enter" {
		s.onIgnoreInsert(ctx, e)
		return
	}
	ctx.PreventUpdate()
}

func (s *shell) onIgnoreInsert(app.Context, app.Event) {
	s.editor.flush()
	err := s.session.Ignore(s.session.Selected(), byID("ignore-reason").Get("value").String())
	s.ignoring = err != nil
	s.do(err)
}

func (s *shell) onIgnoreCopy(app.Context, app.Event) {
	reason := byID("ignore-reason").Get("value").String()
	if reason == "" {
		reason = "why it is acceptable"
	}
	s.copy(IgnoreLine(s.session.Selected(), reason), "Comment")
}

// openExamples sets the files aside and shows the code of a doc in their place.
func (s *shell) openExamples(ctx app.Context, examples []example) {
	s.editor.flush()
	s.session.SetAside()
	var first *Document
	for _, e := range examples {
		if d := s.session.addExample(e); first == nil {
			first = d
		}
	}
	s.session.Show(first)
	s.pane, s.tab = "text", "findings"
	s.refresh()
	if s.page != "/" {
		ctx.Navigate(link("/"))
	}
}

func (s *shell) onReturn(app.Context, app.Event) {
	s.editor.flush()
	s.session.Return()
	s.refresh()
	s.markEditor()
}
