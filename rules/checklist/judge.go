package checklist

import (
	"errors"
	"slices"
	"strings"

	"preflight/rules/audit"
)

// State is what is known of an item. Its zero value is Open.
type State uint8

// The states of an item.
const (
	Open      State = iota // nothing is known yet
	Passed                 // a rule read the place and found it good; nothing speaks against it
	Failed                 // at least one finding
	Unsettled              // a rule could not see the value
	Confirmed              // a person looked and ticked it
	Dismissed              // a person said that it does not apply, and why
	Accepted               // it fails, and every finding is ignored with a reason
)

var stateNames = [...]string{"open", "passed", "failed", "unsettled", "confirmed", "not applicable", "accepted"}

// String gives the word that the app and the reports use, such as "passed".
func (s State) String() string { return stateNames[s] }

// Settled reports whether nothing is left to do for the item.
func (s State) Settled() bool { return s != Open && s != Failed && s != Unsettled }

// Mark is what a person said of an item.
type Mark struct {
	Confirmed     bool   `json:"confirmed,omitempty"`
	NotApplicable bool   `json:"notApplicable,omitempty"`
	Reason        string `json:"reason,omitempty"` // why it does not apply
	Note          string `json:"note,omitempty"`
}

// Problem says why the mark counts for nothing, or gives nil.
func (m Mark) Problem() error {
	switch {
	case m.Confirmed && m.NotApplicable:
		return errors.New("an item is either confirmed or not applicable")
	case m.NotApplicable && strings.TrimSpace(m.Reason) == "":
		return errors.New("say why the item does not apply")
	}
	return nil
}

// state is what the mark makes of an item that has no evidence.
func (m Mark) state() State {
	switch {
	case m.Problem() != nil:
		return Open
	case m.Confirmed:
		return Confirmed
	case m.NotApplicable:
		return Dismissed
	}
	return Open
}

// Status is the state of an item and what it rests on.
type Status struct {
	State State
	// Evidence holds the verdicts of the item's rules: findings first, then
	// unknown verdicts, ignored findings and passes.
	Evidence []*audit.Verdict
	// Overruled is true where a person's mark says one thing and the evidence
	// another: a tick does not outvote a finding.
	Overruled bool
}

// Judge tells the status of an item from the verdicts of an audit, of which it
// looks at those of the item's own rules, and from a person's mark.
//
// Evidence goes first: a finding is a failure whatever a person ticked, and an
// ignored finding stays visible as accepted. A mark settles what the rules could
// not see. An item of which no rule said anything is open, never passed.
func Judge(item Item, verdicts []*audit.Verdict, mark Mark) Status {
	var found [4][]*audit.Verdict
	for _, v := range verdicts {
		if w := weightOf(v); w < len(found) && slices.Contains(item.Rules, v.Rule) {
			found[w] = append(found[w], v)
		}
	}
	s := Status{Evidence: slices.Concat(found[:]...)}
	said := mark.state()
	switch {
	case len(found[finding]) > 0:
		s.State = Failed
	case len(found[unseen]) > 0 && said == Open:
		s.State = Unsettled
	case len(found[ignored]) > 0:
		s.State = Accepted
	case len(found[pass]) > 0 && len(found[unseen]) == 0:
		s.State = Passed
	default:
		s.State = said
	}
	s.Overruled = said != Open && s.State != said && s.State != Passed
	return s
}

// The weights of a verdict as evidence, heaviest first.
const (
	finding = iota
	unseen
	ignored
	pass
	none
)

func weightOf(v *audit.Verdict) int {
	switch {
	case v.Finding():
		return finding
	case v.Outcome == audit.Unknown:
		return unseen
	case v.Outcome == audit.Fail:
		return ignored
	case v.Outcome == audit.Pass:
		return pass
	}
	return none
}

// JudgeAll judges every item of the areas. Marks and statuses are by item id.
func JudgeAll(areas []Area, verdicts []*audit.Verdict, marks map[string]Mark) map[string]Status {
	byRule := map[string][]*audit.Verdict{}
	for _, v := range verdicts {
		byRule[v.Rule] = append(byRule[v.Rule], v)
	}
	statuses := map[string]Status{}
	for _, area := range areas {
		for _, item := range area.Items {
			var own []*audit.Verdict
			for _, id := range item.Rules {
				own = append(own, byRule[id]...)
			}
			statuses[item.ID] = Judge(item, own, marks[item.ID])
		}
	}
	return statuses
}

// Tally counts items by their state.
type Tally [Accepted + 1]int

// Progress counts the items of the areas; an item without a status is open.
func Progress(areas []Area, statuses map[string]Status) Tally {
	var t Tally
	for _, area := range areas {
		for _, item := range area.Items {
			t[statuses[item.ID].State]++
		}
	}
	return t
}

// Total is the number of items counted.
func (t Tally) Total() int {
	total := 0
	for _, n := range t {
		total += n
	}
	return total
}

// Settled is the number of items for which nothing is left to do.
func (t Tally) Settled() int {
	settled := 0
	for s, n := range t {
		if State(s).Settled() {
			settled += n
		}
	}
	return settled
}
