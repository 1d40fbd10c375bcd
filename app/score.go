package app

import (
	"encoding/json"
	"fmt"
	"math"
	"path"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
)

// Scores gives the exposure scores of the services of the last audit, and the
// units that have none.
func (s *Session) Scores() ([]audit.Score, []audit.Unscored) {
	if s.scored != "" {
		if json.Unmarshal([]byte(s.scored), &s.scores) != nil {
			s.scores = scores{}
		}
		s.scored = ""
	}
	return s.scores.Scores, s.scores.Unscored
}

// scoring is what a person looks at in the scores.
type scoring struct {
	file string            // whose score, if it was chosen
	open map[string]bool   // families with their rows shown
	step map[string]string // the step chosen, by file
}

func newScoring() scoring {
	return scoring{open: map[string]bool{}, step: map[string]string{}}
}

// levelClasses give the bands of a score their colour.
var levelClasses = map[string]Class{
	"DANGEROUS": Critical, "UNSAFE": High, "EXPOSED": High, "MEDIUM": Medium, "OK": Low, "SAFE": Passed, "PERFECT": Passed,
}

// score draws the exposure of a service and the way to a better one.
func (s *shell) score() []app.UI {
	if s.tab != "score" {
		return nil // nobody sees it: leave the scores unread
	}
	scores, unscored := s.session.Scores()
	if len(scores) == 0 {
		return []app.UI{app.Div().Class("score-body").Body(append(s.noScore(), unscoredRows(unscored)...)...)}
	}
	shown := s.scoreShown(scores)
	return []app.UI{app.Div().Class("score-body").Body(
		app.Div().Class("services").Body(s.services(scores, shown.File)...),
		app.Section().Class("score-head").Body(scoreHead(shown)...),
		app.Section().Class("gains").Body(s.gains(shown)...),
		app.Section().Class("harden").Body(s.harden(shown)...),
		app.Section().Class("families").Body(s.families(shown)...),
		app.Section().Class("unscored").Body(unscoredRows(unscored)...),
	)}
}

// unscoredRows say which units have no score, and why.
func unscoredRows(units []audit.Unscored) []app.UI {
	if len(units) == 0 {
		return nil
	}
	var rows []app.UI
	for _, u := range units {
		rows = append(rows, app.Li().Body(app.Code().Text(u.File), app.Text(": "+u.Why)))
	}
	return []app.UI{app.H3().Text("Without a score"), app.Ul().Body(rows...)}
}

// noScore says why there is nothing to see.
func (s *shell) noScore() []app.UI {
	if s.session.Report() == nil {
		return []app.UI{app.P().Class("dim").Text("Auditing…")}
	}
	return []app.UI{
		app.P().Class("nothing").Text("No systemd service among these files."),
		app.P().Class("dim").Text("Add the .service file that starts the application, with its drop-ins, and this is where its score " +
			"appears: what systemd-analyze security would say, what each line is worth, and a drop-in that gets there step by step. " +
			"A drop-in, a socket or a timer alone has no score."),
	}
}

// scoreShown is the score that was chosen, else that of the file in the editor,
// else the first.
func (s *shell) scoreShown(scores []audit.Score) audit.Score {
	current := ""
	if d := s.session.Current(); d != nil {
		current = d.Name
	}
	for _, wanted := range []string{s.scoring.file, current} {
		for _, score := range scores {
			if wanted != "" && score.File == wanted {
				return score
			}
		}
	}
	return scores[0]
}

// services lists the services where there are several.
func (s *shell) services(scores []audit.Score, shown string) []app.UI {
	if len(scores) < 2 {
		return nil
	}
	var rows []app.UI
	for _, score := range scores {
		b := app.Button().Type("button").Class("service").DataSet("file", score.File).
			OnClick(func(app.Context, app.Event) { s.scoring.file = score.File }, app.EventScope(score.File))
		if score.File == shown {
			b = b.Aria("current", "true")
		} else {
			b = b.Aria("current", "false")
		}
		rows = append(rows, app.Li().Body(b.Body(
			app.Span().Class("service-name").Text(score.File),
			app.Span().Class("count").Text(tenths(score.Exposure)),
			level(score.Level))))
	}
	return []app.UI{app.Ul().Class("service-list").Aria("label", "Services").Body(rows...)}
}

func tenths(exposure float64) string { return fmt.Sprintf("%.1f", exposure) }

// level shows the band of a score.
func level(name string) app.UI {
	return app.Span().Class("level", "level-"+string(levelClasses[name])).Text(name)
}

// bar shows a part of a whole, from 0 to 1; the number stands beside it.
func bar(part float64) app.UI {
	return app.Progress().Class("share").Aria("hidden", "true").Max(1000).Value(int(math.Round(1000 * part)))
}

func scoreHead(score audit.Score) []app.UI {
	return []app.UI{
		app.H2().Class("score-name").Text(score.Unit),
		app.P().Class("score-total").DataSet("exposure", tenths(score.Exposure)).DataSet("level", score.Level).Body(
			app.Span().Class("score-number").Text(tenths(score.Exposure)),
			app.Span().Class("dim").Text("of 10"),
			level(score.Level)),
		bar(score.Exposure / 10),
		app.Div().Class("refused").Body(app.If(score.Refused != "", func() app.UI {
			return app.P().Class("notice").Text("systemd " + score.Systemd + " refuses this unit, so the real tool gives no score: " +
				score.Refused + ". The score is what it would be.")
		})),
		app.Div().Class("score-note").Body(app.If(score.Note != "", func() app.UI {
			return app.P().Class("notice").Text(asSentence(score.Note))
		})),
		app.P().Class("dim").Text("As systemd-analyze security of systemd " + score.Systemd +
			" gives it: the lower, the less a break-in could reach. The targets choose the release."),
	}
}

// gains shows the rows that would bring the most.
func (s *shell) gains(score audit.Score) []app.UI {
	gains := score.Gains()
	if len(gains) == 0 {
		return []app.UI{app.P().Text("Nothing adds to the exposure.")}
	}
	var rows []app.UI
	for _, r := range gains[:min(3, len(gains))] {
		rows = append(rows, app.Li().Class("score-row").Body(scoreRow(r)...))
	}
	return []app.UI{app.H3().Text("Biggest gains"), app.Ol().Class("score-rows").Body(rows...)}
}

// scoreRow draws an assessment: what it is, what it adds, its share.
func scoreRow(r audit.ScoreRow) []app.UI {
	name, points, share := app.UI(app.Span().Text(r.ID)), "", ""
	sign := app.Span().Class("sign", "sign-pass").Aria("hidden", "true").Text("✓")
	spoken := "met: "
	switch {
	case !r.Applicable:
		sign, spoken = app.Span().Class("sign", "sign-open").Aria("hidden", "true").Text("–"), "not applicable: "
	case r.Badness > 0:
		sign, spoken = app.Span().Class("sign", "sign-high").Aria("hidden", "true").Text("✗"), ""
		name = app.A().Href(link("/rules/" + r.Rule)).Text(r.ID)
		points, share = fmt.Sprintf("%.3f", r.Points), percent(r.Share)
	}
	return []app.UI{
		sign,
		app.Span().Class("row-name").Body(app.Span().Class("sr-only").Text(spoken), name),
		app.Span().Class("row-points").Text(points),
		app.Span().Class("row-share").Text(share),
	}
}

func percent(share float64) string { return fmt.Sprintf("%.2f %%", 100*share) }

// families groups the rows by what they protect.
func (s *shell) families(score audit.Score) []app.UI {
	var groups []app.UI
	for _, f := range score.Families() {
		groups = append(groups, s.family(f))
	}
	return []app.UI{
		app.H3().Text("Where it comes from"),
		app.Div().Class("family-list").Body(groups...),
	}
}

func (s *shell) family(f audit.ScoreFamily) app.UI {
	open := s.scoring.open[f.Name]
	var rows []app.UI
	if open {
		for _, r := range f.Rows {
			rows = append(rows, app.Li().Class("score-row").DataSet("row", r.ID).Body(scoreRow(r)...))
		}
	}
	return app.Div().Class("family").DataSet("family", f.Name).Body(
		app.Button().Type("button").Class("family-head").Aria("expanded", open).
			OnClick(func(app.Context, app.Event) { s.scoring.open[f.Name] = !s.scoring.open[f.Name] }, app.EventScope(f.Name)).Body(
			app.Span().Class("twist").Aria("hidden", "true").Text(twist(open)),
			app.Span().Class("family-name").Text(f.Name),
			app.Span().Class("sr-only").Text(", "),
			app.Span().Class("count", "family-failed").Text(failedOf(f.Rows)),
			app.Span().Class("row-points").Text(fmt.Sprintf("%.3f", f.Points)),
			app.Span().Class("row-share").Text(percent(f.Share))),
		bar(f.Share),
		app.Ul().Class("score-rows").Body(rows...),
	)
}

// failedOf counts the rows that add to the exposure, of those that count.
func failedOf(rows []audit.ScoreRow) string {
	failed, asked := 0, 0
	for _, r := range rows {
		if r.Applicable {
			asked++
		}
		if r.Applicable && r.Badness > 0 {
			failed++
		}
	}
	return fmt.Sprintf("%d/%d open", failed, asked)
}

// dropInName is the name under which a drop-in joins the stack of its unit.
func dropInName(score audit.Score) string {
	folder, file := path.Split(score.DropIn)
	return path.Join(path.Dir(score.File), path.Base(folder), file)
}

// settings lists lines such as "A=yes" as a text.
func settings(lines []string) string { return strings.Join(lines, "\n") + "\n" }
