package app

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
	"preflight/rules/checklist"
)

// stateSigns stand for the states of an item.
var stateSigns = map[checklist.State]Class{
	checklist.Passed: Passed, checklist.Failed: High, checklist.Unsettled: Unknown, checklist.Confirmed: Passed,
	checklist.Dismissed: Ignored, checklist.Accepted: Ignored,
}

// stateWords name the states for people.
var stateWords = map[checklist.State]string{
	checklist.Open: "to do", checklist.Passed: "passed", checklist.Failed: "failed", checklist.Unsettled: "undecided",
	checklist.Confirmed: "confirmed by you", checklist.Dismissed: "not applicable", checklist.Accepted: "accepted",
}

// Statuses judges every item of the checklist by the last audit and the marks.
func (s *Session) Statuses() map[string]checklist.Status {
	var verdicts []*audit.Verdict
	if s.report != nil {
		verdicts = s.report.Verdicts
	}
	return checklist.JudgeAll(checklist.Areas(), verdicts, s.Marks)
}

// Mark takes over what a person says of an item; nothing said is forgotten.
func (s *Session) Mark(item string, mark checklist.Mark) {
	if mark == (checklist.Mark{}) {
		delete(s.Marks, item)
		return
	}
	s.Marks[item] = mark
}

// checklist draws the areas with their progress; open ones with their items.
func (s *shell) checklist() []app.UI {
	if s.tab != "checklist" {
		return nil // nobody sees it: leave the judging out
	}
	areas, statuses := checklist.Areas(), s.session.Statuses()
	all := checklist.Progress(areas, statuses)
	blocks := []app.UI{app.Div().Class("progress").Body(
		app.Label().For("progress").Text(fmt.Sprintf("%d of %d settled", all.Settled(), all.Total())),
		app.Progress().ID("progress").Max(max(1, all.Total())).Value(all.Settled()))}
	for _, area := range areas {
		blocks = append(blocks, s.area(area, statuses))
	}
	return []app.UI{app.Div().Class("areas").Body(blocks...)}
}

func (s *shell) area(area checklist.Area, statuses map[string]checklist.Status) app.UI {
	tally := checklist.Progress([]checklist.Area{area}, statuses)
	open := s.openAreas[area.ID]
	var items []app.UI
	if open {
		for _, item := range area.Items {
			items = append(items, s.checkItem(item, statuses[item.ID]))
		}
	}
	return app.Section().Class("area").Body(
		app.H2().Body(app.Button().Type("button").Class("area-head").Aria("expanded", open).
			OnClick(func(app.Context, app.Event) { s.openAreas[area.ID] = !s.openAreas[area.ID] }, app.EventScope(area.ID)).Body(
			app.Span().Class("twist").Aria("hidden", "true").Text(twist(open)),
			app.Span().Class("area-title").Text(area.Title),
			app.Span().Class("area-failed").Body(app.If(tally[checklist.Failed] > 0, func() app.UI {
				return app.Span().Body(sign(High), app.Text(fmt.Sprintf("%d failed", tally[checklist.Failed])))
			})),
			app.Span().Class("count").Text(fmt.Sprintf("%d/%d", tally.Settled(), tally.Total())))),
		app.Div().Class("area-intro").Body(app.If(open, func() app.UI { return &prose{Markdown: area.Intro, Level: 3} })),
		app.Ul().Class("items").Body(items...),
	)
}

func twist(open bool) string {
	if open {
		return "▾"
	}
	return "▸"
}

func (s *shell) checkItem(item checklist.Item, status checklist.Status) *checkItem {
	return &checkItem{
		ID: item.ID, Title: item.Title, Text: item.Text, ByHand: item.ByHand(), State: status.State,
		Overruled: status.Overruled, Evidence: status.Evidence, Said: s.session.Marks[item.ID], shell: s,
	}
}

// checkItem is one item of the checklist.
type checkItem struct {
	app.Compo
	ID, Title, Text string
	ByHand          bool
	State           checklist.State
	Overruled       bool
	Evidence        []*audit.Verdict
	Said            checklist.Mark

	shell *shell
	open  bool
}

// Render draws the statement with its state, and when open the rest.
func (c *checkItem) Render() app.UI {
	return app.Li().Class("check-item").DataSet("item", c.ID).DataSet("state", c.State.String()).Body(
		app.Button().Type("button").Class("check-head").Aria("expanded", c.open).OnClick(c.onToggle).Body(
			c.sign(),
			app.Span().Class("check-title").Body(inlineMarkdown(c.Title)...),
			app.Span().Class("check-state").Text(stateWords[c.State])),
		app.Div().Class("check-body").Body(app.If(c.open, c.body)),
	)
}

func (c *checkItem) sign() app.UI {
	if class, ok := stateSigns[c.State]; ok {
		return sign(class)
	}
	return app.Span().Class("sign", "sign-open").Aria("hidden", "true").Text("□")
}

func (c *checkItem) onToggle(app.Context, app.Event) { c.open = !c.open }

func (c *checkItem) body() app.UI {
	return app.Div().Body(
		&prose{Markdown: c.Text, Level: 3},
		app.Ul().Class("evidence").Body(c.evidence()...),
		app.Div().Class("overruled").Body(app.If(c.Overruled, func() app.UI {
			return app.P().Class("notice").Text("Your mark stands aside: the evidence says otherwise.")
		})),
		app.Div().Class("marks").Body(
			c.check("confirm", "Confirmed by hand", c.Said.Confirmed, c.onConfirm),
			c.check("dismiss", "Not applicable", c.Said.NotApplicable, c.onDismiss)),
		c.field("reason", "Why it does not apply", c.Said.Reason, !c.Said.NotApplicable, c.onReason),
		app.Div().Class("mark-problem").Body(app.If(c.Said.Problem() != nil, func() app.UI {
			return app.P().Class("notice").Text(sentence(c.Said.Problem()))
		})),
		c.field("note", "Note", c.Said.Note, false, c.onNote),
	)
}

func (c *checkItem) evidence() []app.UI {
	if len(c.Evidence) == 0 {
		text := "No rule has read anything about this yet."
		if c.ByHand {
			text = "No rule can see this in a file."
		}
		return []app.UI{app.Li().Class("dim").Text(text)}
	}
	var rows []app.UI
	for _, v := range c.Evidence[:min(len(c.Evidence), 12)] {
		rows = append(rows, app.Li().Body(
			sign(ClassOf(v)),
			app.Button().Type("button").Class("as-link").Text(headline(v)+" ("+placeName(v.Span)+")").
				OnClick(func(app.Context, app.Event) { c.shell.explain(v, true) }, app.EventScope(v.Rule, v.Message, v.Span.Start, c.shell.session.audited))))
	}
	return rows
}

func (c *checkItem) check(name, label string, on bool, change app.EventHandler) app.UI {
	return app.Label().Class("toggle").Body(
		app.Input().Type("checkbox").Name(name).Checked(on).OnChange(change, app.EventScope(c.ID, name)),
		app.Span().Text(label))
}

func (c *checkItem) field(name, label, text string, hidden bool, change app.EventHandler) app.UI {
	return app.Label().Class("field", gone(hidden)).Body(
		app.Span().Text(label),
		app.Input().Type("text").Name(name).Value(text).OnChange(change, app.EventScope(c.ID, name)))
}

func (c *checkItem) onConfirm(ctx app.Context, _ app.Event) {
	c.mark(func(m *checklist.Mark) {
		m.Confirmed = ctx.JSSrc().Get("checked").Bool()
		m.NotApplicable = m.NotApplicable && !m.Confirmed
	})
}

func (c *checkItem) onDismiss(ctx app.Context, _ app.Event) {
	c.mark(func(m *checklist.Mark) {
		m.NotApplicable = ctx.JSSrc().Get("checked").Bool()
		m.Confirmed = m.Confirmed && !m.NotApplicable
	})
}

func (c *checkItem) onReason(ctx app.Context, _ app.Event) {
	c.mark(func(m *checklist.Mark) { m.Reason = ctx.JSSrc().Get("value").String() })
}

func (c *checkItem) onNote(ctx app.Context, _ app.Event) {
	c.mark(func(m *checklist.Mark) { m.Note = ctx.JSSrc().Get("value").String() })
}

// mark changes what the person says of the item and remembers it.
func (c *checkItem) mark(change func(*checklist.Mark)) {
	m := c.shell.session.Marks[c.ID]
	change(&m)
	c.shell.session.Mark(c.ID, m)
	saveMarks(localStorage(), c.shell.session)
}

// sentence writes an error as one.
func sentence(err error) string { return asSentence(err.Error()) }

func asSentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] + "." }

// inlineMarkdown shows a Markdown text of one line.
func inlineMarkdown(text string) []app.UI {
	source := []byte(text)
	w := &writer{source: source, level: 2}
	first := parseMarkdown(source).FirstChild()
	if first == nil {
		return nil
	}
	return w.children(first)
}
