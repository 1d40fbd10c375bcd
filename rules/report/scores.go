package report

import (
	"fmt"
	"io"
	"text/tabwriter"

	"preflight/rules/audit"
)

// ScoresJSON writes exposure scores as {"scores": […]}, and the units that have
// none under "unscored".
func ScoresJSON(w io.Writer, result *audit.Report) error {
	return encode(w, struct {
		Scores   []audit.Score    `json:"scores"`
		Unscored []audit.Unscored `json:"unscored,omitempty"`
	}{append([]audit.Score{}, result.Scores...), result.Unscored})
}

// ScoresText writes exposure scores for a terminal: what each assessment that
// is not met adds to the total, the greatest share first, and the steps to a
// confined service.
func ScoresText(w io.Writer, result *audit.Report) error {
	for i, s := range result.Scores {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := scoreText(w, s); err != nil {
			return err
		}
	}
	for _, u := range result.Unscored {
		fmt.Fprintf(w, "\n%s: no score: %s\n", u.File, u.Why)
	}
	return nil
}

func scoreText(w io.Writer, s audit.Score) error {
	fmt.Fprintf(w, "%s: %.1f %s (systemd %s)\n", s.File, s.Exposure, s.Level, s.Systemd)
	if s.Refused != "" {
		fmt.Fprintf(w, "the real tool gives no score: %s\n", s.Refused)
	}
	if s.Note != "" {
		fmt.Fprintln(w, s.Note)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, r := range s.Gains() {
		fmt.Fprintf(table, "%.3f\t%.1f%%\t\t%s\n", r.Points, 100*r.Share, r.ID)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return stepsText(w, s)
}

// stepsText writes the way to a confined service as comments between the lines
// of the drop-in, so that the whole can be copied.
func stepsText(w io.Writer, s audit.Score) error {
	if len(s.Steps) == 0 {
		return nil
	}
	fmt.Fprintf(w, "\n# %s: the steps from safe to strict, each with the score after it\n[Service]\n", s.DropIn)
	for _, step := range s.Steps {
		fmt.Fprintf(w, "# %.1f %s: %s\n", step.Exposure, step.Level, step.Title)
		for _, line := range step.Lines {
			fmt.Fprintln(w, line)
		}
		for _, risk := range step.Breaks {
			fmt.Fprintf(w, "#   %s may break: %s\n", risk.Setting, risk.Text)
		}
		for _, risk := range step.Left {
			fmt.Fprintf(w, "#   left out %s: %s%s\n", risk.Setting, risk.Text, evidence(risk))
		}
	}
	return nil
}

// evidence is the place that shows a risk.
func evidence(risk audit.ScoreRisk) string {
	if risk.File == "" {
		return ""
	}
	return fmt.Sprintf(" (%s:%d)", risk.File, risk.Line)
}
