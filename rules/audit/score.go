package audit

import (
	"cmp"
	"slices"
)

// Score is the exposure of a systemd service as "systemd-analyze security
// --offline" gives it.
type Score struct {
	File     string  `json:"file"`
	Unit     string  `json:"unit"`     // the name, such as "shop.service"
	Systemd  string  `json:"systemd"`  // the release whose score it is
	Exposure float64 `json:"exposure"` // from 0.0 to 10.0, in tenths
	Level    string  `json:"level"`    // from PERFECT to DANGEROUS
	// Refused says why systemd would not load the unit, so that the real tool
	// gives no score; the numbers are then what it would give otherwise.
	Refused string `json:"refused,omitempty"`
	// Note says what else to know of the number, as that the unit is a user's.
	Note string     `json:"note,omitempty"`
	Rows []ScoreRow `json:"rows"` // in the order of the tool's source
	// Steps lead from the unit as it is to one that keeps only what a web
	// application needs, the safe ones first. There are none where nothing is
	// left to confine.
	Steps []ScoreStep `json:"steps,omitempty"`
	// DropIn is the path of the file that Text of a step belongs into.
	DropIn string `json:"dropIn,omitempty"`
}

// ScoreRow is one assessment of a score.
type ScoreRow struct {
	ID         string `json:"id"`
	Weight     int    `json:"weight"`
	Range      int    `json:"range"`
	Badness    int    `json:"badness"` // from 0, which is good, to Range
	Applicable bool   `json:"applicable"`

	Family string `json:"family"` // what it protects, such as "network"
	Rule   string `json:"rule"`   // id of the rule whose doc explains it
	// Points are what the row adds to the exposure, of the ten points there
	// are, and Share is that of all the rows together, from 0 to 1. Both are
	// exact; the tool's own figures are rounded up one by one.
	Points float64 `json:"points"`
	Share  float64 `json:"share"`
}

// ScoreStep is a step of the way to a confined service. Each builds on those
// before it.
type ScoreStep struct {
	ID       string      `json:"id"`       // such as "kernel"
	Title    string      `json:"title"`    // in the imperative
	Lines    []string    `json:"lines"`    // what this step adds to the drop-in
	Exposure float64     `json:"exposure"` // after this step, in tenths
	Level    string      `json:"level"`
	Text     string      `json:"text"`             // the whole drop-in up to and with this step
	Breaks   []ScoreRisk `json:"breaks,omitempty"` // what the lines could break
	Left     []ScoreRisk `json:"left,omitempty"`   // what would have been added, and why it was not
	Try      []string    `json:"try,omitempty"`    // shell commands that try the step
}

// ScoreRisk is what a line of a drop-in may break.
type ScoreRisk struct {
	Setting string `json:"setting"`        // such as "ProtectHome=yes"
	Text    string `json:"text"`           // what stops working
	File    string `json:"file,omitempty"` // where the stack shows that it would
	Line    int    `json:"line,omitempty"` // of the file, from 1
}

// ScoreFamily is the rows of a score that protect one thing.
type ScoreFamily struct {
	Name   string
	Points float64 // of the exposure, as in ScoreRow
	Share  float64
	Rows   []ScoreRow // the greatest share first, then in the tool's order
}

// Families groups the rows by what they protect, the greatest share first.
func (s Score) Families() []ScoreFamily {
	var families []ScoreFamily
	index := map[string]int{}
	for _, r := range s.Rows {
		n, ok := index[r.Family]
		if !ok {
			n = len(families)
			index[r.Family] = n
			families = append(families, ScoreFamily{Name: r.Family})
		}
		f := &families[n]
		f.Points += r.Points
		f.Share += r.Share
		f.Rows = append(f.Rows, r)
	}
	for _, f := range families {
		bySize(f.Rows)
	}
	slices.SortStableFunc(families, func(a, b ScoreFamily) int { return cmp.Compare(b.Points, a.Points) })
	return families
}

// Gains gives the rows that add to the exposure, the greatest share first.
func (s Score) Gains() []ScoreRow {
	var rows []ScoreRow
	for _, r := range s.Rows {
		if r.Applicable && r.Badness > 0 {
			rows = append(rows, r)
		}
	}
	bySize(rows)
	return rows
}

func bySize(rows []ScoreRow) {
	slices.SortStableFunc(rows, func(a, b ScoreRow) int { return cmp.Compare(b.Points, a.Points) })
}

// Score puts a score into the report.
func (s *Stack) Score(score Score) { s.scores = append(s.scores, score) }

// Unscored is a unit that has no score of its own.
type Unscored struct {
	File string `json:"file"`
	Unit string `json:"unit"`
	Why  string `json:"why"`
}

// LeaveUnscored says of a unit why it has no score.
func (s *Stack) LeaveUnscored(u Unscored) { s.unscored = append(s.unscored, u) }
