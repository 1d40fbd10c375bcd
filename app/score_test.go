package app

import (
	"reflect"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
	"preflight/rules/audit"
)

// scored makes a shell that shows the scores of units.
func scored(t *testing.T, units ...string) *shell {
	t.Helper()
	s, _ := load(t, "/")
	s.session, s.tab = NewSession(), "score"
	for i := 0; i < len(units); i += 2 {
		s.session.Add(units[i], []byte(units[i+1]))
	}
	audits(t, s.session)
	return s
}

func scoresOf(s *shell) []audit.Score {
	scores, _ := s.session.Scores()
	return scores
}

const (
	plainUnit   = "[Service]\nUser=shop\nExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi\n"
	refusedUnit = "[Service]\nUser=shop\n"
)

func TestScoresSurviveTheWay(t *testing.T) {
	s := exampleSession()
	audits(t, s)
	var files []*audit.File
	for _, f := range Example() {
		files = append(files, rules.NewFile(f.Name, []byte(f.Text), ""))
	}
	want := rules.Audit(files, audit.Targets{}).Scores
	if got, _ := s.Scores(); len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	s.Clear()
	if got, _ := s.Scores(); got != nil {
		t.Error("a closed file has a score")
	}
}

func TestTheScoreIsDrawn(t *testing.T) {
	s := scored(t, "shop.service", plainUnit)
	score := scoresOf(s)[0]
	html := app.HTMLString(s.Render())
	for _, want := range []string{
		`data-exposure="` + tenths(score.Exposure) + `"`, score.Level, "Biggest gains", `data-family="capabilities"`,
		`href="/rules/` + score.Gains()[0].Rule + `"`, percent(score.Gains()[0].Share), `data-step="` + score.Steps[0].ID + `"`,
		"What this step adds", "Try it", score.DropIn,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the view lacks %s", want)
		}
	}
	if strings.Contains(html, `data-row=`) || strings.Contains(html, "systemd refuses") {
		t.Error("families start closed, and this unit is not refused")
	}
}

func TestEveryFailingRowLinksToItsRule(t *testing.T) {
	s := scored(t, "shop.service", plainUnit)
	score := scoresOf(s)[0]
	for _, f := range score.Families() {
		s.scoring.open[f.Name] = true
	}
	html := app.HTMLString(s.Render())
	for _, r := range score.Rows {
		if _, ok := rules.Lookup(r.Rule); !ok {
			t.Errorf("%s has no rule %q", r.ID, r.Rule)
		}
		if !strings.Contains(html, `data-row="`+strings.NewReplacer("&", "&amp;").Replace(r.ID)+`"`) {
			t.Errorf("the row %s is missing", r.ID)
		}
	}
	if links := strings.Count(html, `<a href="/rules/systemd/`); links != len(score.Gains())+3 {
		t.Errorf("%d links for %d rows that fail and the three biggest", links, len(score.Gains()))
	}
}

func TestARefusedUnitSaysWhy(t *testing.T) {
	s := scored(t, "shop.service", refusedUnit)
	html := app.HTMLString(s.Render())
	if !strings.Contains(html, "refuses this unit") || !strings.Contains(html, scoresOf(s)[0].Refused) || !strings.Contains(html, "score-total") {
		t.Error("the reason or the score is missing")
	}
}

func TestWhatIsSaidBesidesTheNumber(t *testing.T) {
	s := scored(t, "shop.service", plainUnit, "shop.socket", "[Socket]\nListenStream=/run/shop.sock\n",
		"/etc/systemd/user/sync.service", "[Service]\nExecStart=/usr/bin/sync\n")
	_, unscored := s.session.Scores()
	s.scoring.file = "/etc/systemd/user/sync.service"
	note := s.scoreShown(scoresOf(s)).Note
	html := app.HTMLString(s.Render())
	if len(unscored) != 1 || !strings.Contains(html, unscored[0].Why) {
		t.Errorf("the socket has no score, and nothing says why: %v", unscored)
	}
	if _, said, ok := strings.Cut(note, ": "); !ok || !strings.Contains(html, said) {
		t.Errorf("the note %q is missing", note)
	}
}

func TestWithoutAServiceThereIsNoScore(t *testing.T) {
	s := scored(t, "settings.py", faulty)
	if html := app.HTMLString(s.Render()); !strings.Contains(html, "No systemd service") {
		t.Error("the view does not say so")
	}
}

func TestTheScoreShownFollowsTheFile(t *testing.T) {
	s := scored(t, "settings.py", faulty, "a.service", plainUnit, "b.service", refusedUnit)
	scores := scoresOf(s)
	shown := func() string { return s.scoreShown(scores).File }
	if shown() != "a.service" {
		t.Errorf("without a choice it is %s", shown())
	}
	s.session.Show(s.session.named("b.service"))
	if shown() != "b.service" {
		t.Errorf("beside b.service it is %s", shown())
	}
	s.scoring.file = "a.service"
	if shown() != "a.service" {
		t.Errorf("chosen was a.service, not %s", shown())
	}
	if html := app.HTMLString(s.Render()); strings.Count(html, `class="service"`) != 2 {
		t.Error("the two services are not offered")
	}
}

// What a step promises is what an audit with its drop-in says.
func TestTheDropInKeepsItsPromise(t *testing.T) {
	s := scored(t, "units/shop.service", plainUnit)
	for range 3 {
		score := scoresOf(s)[0]
		if len(score.Steps) < 3 {
			return
		}
		step := score.Steps[1]
		s.session.addLines(dropInName(score), step.Text)
		audits(t, s.session)
		if got := scoresOf(s)[0]; got.Exposure != step.Exposure || got.Level != step.Level {
			t.Fatalf("%s promises %v, the audit says %v", step.ID, step.Exposure, got.Exposure)
		}
	}
	names := map[string]bool{}
	for _, d := range s.session.Files() {
		names[d.Name] = true
	}
	if !names["units/shop.service.d/90-hardening.conf"] || len(names) != 3 {
		t.Errorf("the files are %v", names)
	}
}

func TestTheChosenStepIsRemembered(t *testing.T) {
	s := scored(t, "shop.service", plainUnit)
	score := scoresOf(s)[0]
	if s.stepChosen(score) != 0 {
		t.Error("it starts with the safest")
	}
	s.scoring.step["shop.service"] = score.Steps[2].ID
	if s.stepChosen(score) != 2 || s.stepChosen(audit.Score{File: "other.service", Steps: score.Steps}) != 0 {
		t.Error("the choice belongs to its service")
	}
	html := app.HTMLString(s.Render())
	for i, step := range score.Steps {
		if len(step.Lines) == 0 {
			continue // a step may only say what it leaves out
		}
		if shown := strings.Contains(html, step.Lines[0]+"\n"); shown != (i <= 2) {
			t.Errorf("%s is in the drop-in: %t", step.ID, shown)
		}
	}
}

func TestKeysOfTheTabs(t *testing.T) {
	s, _ := load(t, "/")
	for _, c := range []struct{ at, key, want string }{
		{"findings", "ArrowRight", "checklist"}, {"score", "ArrowRight", "findings"}, {"findings", "ArrowLeft", "score"},
		{"checklist", "Home", "findings"}, {"checklist", "End", "score"}, {"checklist", "a", ""},
	} {
		if s.tab = c.at; s.tabAfter(c.key) != c.want {
			t.Errorf("%s in %s leads to %q", c.key, c.at, s.tabAfter(c.key))
		}
	}
}
