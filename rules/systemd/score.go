package systemd

import (
	"preflight/rules/audit"
)

// Score is the exposure of a service.
type Score = audit.Score

// Row is one assessment of a score.
type Row = audit.ScoreRow

// Scores gives the score of every service of the stack whose unit file is
// there, as the target release of systemd scores it.
func Scores(stack *audit.Stack) []Score { return ScoresBy(stack, nil) }

// ScoresBy gives the scores as a policy weighs them; a nil policy is the tool's
// own.
func ScoresBy(stack *audit.Stack, policy *Policy) []Score {
	scores := []Score{}
	for _, u := range Units(stack) {
		if u.IsService() && !u.Partial() {
			u.policy = policy
			scores = append(scores, Expose(u))
		}
	}
	return scores
}

// Expose scores a unit for its target release, and says how to confine it.
func Expose(u *Unit) Score {
	s := u.score()
	s.Steps, s.DropIn = u.steps()
	return s
}

// score gives the exposure of a unit as it is.
func (u *Unit) score() Score {
	s := Score{File: u.Main.Span.File.Name, Unit: u.Name, Systemd: u.Version.String(), Note: u.userNote(), Rows: u.rows()}
	tenths := exposure(s.Rows)
	s.Exposure = float64(tenths) / 10
	s.Level = level(tenths)
	if s.Refused, _ = u.refusal(); s.Refused == "" {
		s.Refused = aborts(s.Rows)
	}
	return s
}

// aborts says why the tool gives up on the rows as a policy has them.
func aborts(rows []Row) string {
	any := false
	for _, r := range rows {
		any = any || r.Applicable
		if r.Badness > r.Range {
			return "the policy's range for " + r.ID + " is too small for it: systemd-analyze aborts"
		}
	}
	if !any {
		return "the policy leaves no assessment: systemd-analyze aborts"
	}
	return ""
}

// rows judges every assessment and works out its part in the whole.
func (u *Unit) rows() []Row {
	rows := EmptyRows()
	sandbox := u.confinement()
	weight, bad := 0, 0.0
	for i, a := range assessments {
		r := &rows[i]
		*r = u.policy.apply(*r)
		badness := a.judge(sandbox)
		if r.Applicable = badness != notApplicable && r.Weight > 0; r.Applicable {
			r.Badness = badness
			weight += r.Weight
			bad += load(*r)
		}
	}
	for i := range rows {
		if bad > 0 {
			rows[i].Points = 10 * load(rows[i]) / float64(weight)
			rows[i].Share = load(rows[i]) / bad
		}
	}
	return rows
}

// load is what a row weighs in a unit, before the tool rounds it.
func load(r Row) float64 { return float64(r.Weight*r.Badness) / float64(r.Range) }

// exposure weighs the rows, in tenths, rounding up as the tool does.
func exposure(rows []Row) int {
	bad, weight := 0, 0
	for _, r := range rows {
		if r.Applicable {
			bad += ceilDiv(r.Badness*r.Weight, r.Range)
			weight += r.Weight
		}
	}
	return ceilDiv(bad*100, max(1, weight))
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }

// level is the tool's word for an exposure in tenths.
func level(tenths int) string {
	switch {
	case tenths >= 100:
		return "DANGEROUS"
	case tenths >= 90:
		return "UNSAFE"
	case tenths >= 75:
		return "EXPOSED"
	case tenths >= 50:
		return "MEDIUM"
	case tenths >= 10:
		return "OK"
	case tenths >= 1:
		return "SAFE"
	}
	return "PERFECT"
}

// EmptyRows are the rows in their order, without a judgement.
func EmptyRows() []Row {
	rows := make([]Row, len(assessments))
	for i, a := range assessments {
		what, _ := aboutRow(a.id)
		rows[i] = Row{ID: a.id, Weight: a.weight, Range: a.scale, Family: what.family, Rule: RuleOf(a.id)}
	}
	return rows
}
