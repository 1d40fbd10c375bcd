package audit

// Score is the exposure of a systemd service as "systemd-analyze security
// --offline" gives it.
type Score struct {
	File     string  `json:"file"`
	Systemd  string  `json:"systemd"`  // the release whose score it is
	Exposure float64 `json:"exposure"` // from 0.0 to 10.0, in tenths
	Level    string  `json:"level"`    // from PERFECT to DANGEROUS
	// Refused says why systemd would not load the unit, so that the real tool
	// gives no score; the numbers are then what it would give otherwise.
	Refused string     `json:"refused,omitempty"`
	Rows    []ScoreRow `json:"rows"`
}

// ScoreRow is one assessment of a score.
type ScoreRow struct {
	ID         string `json:"id"`
	Weight     int    `json:"weight"`
	Range      int    `json:"range"`
	Badness    int    `json:"badness"` // from 0, which is good, to Range
	Applicable bool   `json:"applicable"`
}

// Score puts a score into the report.
func (s *Stack) Score(score Score) { s.scores = append(s.scores, score) }
