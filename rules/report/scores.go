package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"preflight/rules/audit"
)

// ScoresJSON writes exposure scores as {"scores": […]}.
func ScoresJSON(w io.Writer, scores []audit.Score) error {
	return encode(w, struct {
		Scores []audit.Score `json:"scores"`
	}{append([]audit.Score{}, scores...)})
}

// ScoresText writes exposure scores for a terminal: what each assessment that
// is not met adds to the total, the greatest share first.
func ScoresText(w io.Writer, scores []audit.Score) error {
	for i, s := range scores {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %.1f %s (systemd %s)\n", s.File, s.Exposure, s.Level, s.Systemd)
		if s.Refused != "" {
			fmt.Fprintf(w, "systemd refuses this unit, so the real tool gives no score: %s\n", s.Refused)
		}
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		for _, share := range shares(s) {
			fmt.Fprintf(table, "%.3f\t\t%s\n", share.amount, share.id)
		}
		if err := table.Flush(); err != nil {
			return err
		}
	}
	return nil
}

type share struct {
	id     string
	amount float64 // of the ten points of a score
}

// shares are the exact shares of the total, which the rounded figures of the
// real tool do not add up to.
func shares(s audit.Score) []share {
	total := 0
	for _, r := range s.Rows {
		if r.Applicable {
			total += r.Weight
		}
	}
	var list []share
	for _, r := range s.Rows {
		if r.Applicable && r.Badness > 0 {
			list = append(list, share{r.ID, 10 * float64(r.Weight*r.Badness) / float64(r.Range*total)})
		}
	}
	slices.SortStableFunc(list, func(a, b share) int { return cmp.Compare(b.amount, a.amount) })
	return list
}
