package app

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
)

// harden proposes a drop-in in steps, each with its score, its risks and a way
// to try it.
func (s *shell) harden(score audit.Score) []app.UI {
	if len(score.Steps) == 0 {
		return []app.UI{
			app.H3().Text("Harden"),
			app.P().Class("dim").Text("There is nothing to propose: what can be confined without knowing the application is confined."),
		}
	}
	chosen := s.stepChosen(score)
	var steps []app.UI
	for i := range score.Steps {
		steps = append(steps, s.hardenStep(score, i, chosen))
	}
	return []app.UI{
		app.H3().ID("harden-title").Text("Harden"),
		app.P().Class("dim").Text("From safe to strict; each step builds on those above it. Choose how far to go."),
		app.Div().Class("steps").Role("radiogroup").Aria("labelledby", "harden-title").Body(steps...),
		app.Div().Class("drop-in").Body(s.dropIn(score, score.Steps[chosen])...),
	}
}

// stepChosen is the place of the step chosen for a service; at first the safest.
func (s *shell) stepChosen(score audit.Score) int {
	for i, step := range score.Steps {
		if step.ID == s.scoring.step[score.File] {
			return i
		}
	}
	return 0
}

// hardenStep draws one step; the chosen one with what it adds and may break.
func (s *shell) hardenStep(score audit.Score, i, chosen int) app.UI {
	step := score.Steps[i]
	return app.Div().Class("step", included(i, chosen)).DataSet("step", step.ID).Body(
		app.Label().Class("step-head").Body(
			app.Input().Type("radio").Name("step").Value(step.ID).Checked(i == chosen).
				OnChange(func(app.Context, app.Event) { s.scoring.step[score.File] = step.ID }, app.EventScope(score.File, step.ID)),
			app.Span().Class("step-title").Text(step.Title),
			app.Span().Class("count").Text(tenths(step.Exposure)),
			level(step.Level)),
		app.Div().Class("step-body").Body(app.If(i == chosen, func() app.UI { return s.stepBody(step) })),
	)
}

// included marks the steps that the drop-in holds.
func included(i, chosen int) string {
	if i <= chosen {
		return "step-in"
	}
	return "step-out"
}

func (s *shell) stepBody(step audit.ScoreStep) app.UI {
	return app.Div().Body(
		app.If(len(step.Lines) > 0, func() app.UI {
			return app.Pre().TabIndex(0).Role("group").Aria("label", "What this step adds").Text(settings(step.Lines))
		}),
		s.risks("What it could break", step.Breaks),
		s.risks("Left out, because these files show that it would break", step.Left),
		s.trials(step.Try),
	)
}

// risks lists what lines may break, each with its evidence.
func (s *shell) risks(title string, risks []audit.ScoreRisk) app.UI {
	if len(risks) == 0 {
		return app.Div()
	}
	var rows []app.UI
	for _, r := range risks {
		rows = append(rows, app.Li().Body(
			app.Code().Text(r.Setting), app.Text(": "+r.Text+" "),
			app.If(r.File != "" && r.Line > 0, func() app.UI {
				return app.Button().Type("button").Class("as-link", "place").Text(fmt.Sprintf("%s:%d", r.File, r.Line)).
					OnClick(func(app.Context, app.Event) { s.goToLine(r.File, r.Line) }, app.EventScope(r.Setting, r.File, r.Line))
			})))
	}
	return app.Div().Class("risks").Body(app.H4().Text(title), app.Ul().Body(rows...))
}

// trials shows the commands that try a step.
func (s *shell) trials(commands []string) app.UI {
	if len(commands) == 0 {
		return app.Div()
	}
	text := settings(commands)
	return app.Div().Class("trials").Body(
		app.Div().Class("code-head").Body(
			app.H4().Text("Try it"),
			app.Button().Type("button").Class("quiet", "copy-trial").Text("Copy").
				OnClick(func(app.Context, app.Event) { s.copy(text, "Commands") }, app.EventScope(text))),
		app.Pre().TabIndex(0).Role("group").Aria("label", "Commands that try it").Text(text))
}

// dropIn shows the file that the chosen step makes, to copy or download.
func (s *shell) dropIn(score audit.Score, step audit.ScoreStep) []app.UI {
	name := dropInName(score)
	scope := app.EventScope(score.File, step.Text)
	return []app.UI{
		app.Div().Class("code-head").Body(
			app.H4().Text("The drop-in"),
			app.Button().Type("button").Class("quiet").ID("copy-drop-in").Text("Copy").
				OnClick(func(app.Context, app.Event) { s.copy(step.Text, "Drop-in") }, scope),
			app.Button().Type("button").Class("quiet").ID("download-drop-in").Text("Download").
				OnClick(func(app.Context, app.Event) { download(score.DropIn, step.Text) }, scope)),
		app.Pre().ID("drop-in").TabIndex(0).Role("group").Aria("label", "The drop-in").Text(step.Text),
		app.P().Class("dim").Body(
			app.Text("Save it as "), app.Code().Text(score.DropIn),
			app.Text(", then run systemctl daemon-reload and restart the service. ")),
		app.P().Body(
			app.Button().Type("button").ID("add-drop-in").Text("Add it to these files").
				Title("Audits the service with the drop-in").
				OnClick(func(app.Context, app.Event) { s.addDropIn(name, step.Text) }, app.EventScope(name, step.Text))),
	}
}

// addDropIn takes the drop-in into the session, so that it is audited too.
func (s *shell) addDropIn(name, text string) {
	s.editor.flush()
	s.session.addLines(name, text)
	s.announced = name + " added"
	s.refresh()
}

// addLines takes a text in; a file of that name keeps what it has.
func (s *Session) addLines(name, text string) {
	if d := s.named(name); d != nil {
		text = strings.TrimRight(d.Text, "\n") + "\n\n" + text
	}
	s.Add(name, []byte(text))
}

// goToLine shows a line of a file in the text.
func (s *shell) goToLine(file string, line int) {
	report := s.session.Report()
	if report == nil {
		return
	}
	for _, f := range report.Files {
		if f.Name == file && line <= len(f.Lines()) {
			s.goTo(f.Line(line))
			return
		}
	}
}
