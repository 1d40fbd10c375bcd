package checklist

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

var (
	passes  = &audit.Verdict{Rule: "nginx/autoindex", Outcome: audit.Pass}
	fails   = &audit.Verdict{Rule: "nginx/autoindex", Outcome: audit.Fail}
	unknown = &audit.Verdict{Rule: "nginx/autoindex", Outcome: audit.Unknown}
	excused = &audit.Verdict{Rule: "nginx/autoindex", Outcome: audit.Fail, Ignore: &audit.Ignore{}}
	silent  = &audit.Verdict{Rule: "nginx/autoindex"}
	foreign = &audit.Verdict{Rule: "nginx/server-tokens", Outcome: audit.Fail}

	tick    = Mark{Confirmed: true}
	dismiss = Mark{NotApplicable: true, Reason: "no web server here"}
)

// nothing, one and several verdicts
type verdicts = []*audit.Verdict

func TestJudge(t *testing.T) {
	cases := []struct {
		says     string
		verdicts verdicts
		mark     Mark
		want     State
		overrule bool
	}{
		{"an item of which nothing is known is open", nil, Mark{}, Open, false},
		{"a verdict of another rule says nothing of it", verdicts{foreign}, Mark{}, Open, false},
		{"a silent rule is no pass", verdicts{silent}, Mark{}, Open, false},
		{"a pass passes", verdicts{passes, passes}, Mark{}, Passed, false},
		{"one finding fails it, whatever else passed", verdicts{passes, fails, unknown}, Mark{}, Failed, false},
		{"one unknown verdict leaves it unsettled", verdicts{passes, unknown}, Mark{}, Unsettled, false},
		{"ignored findings are accepted", verdicts{excused}, Mark{}, Accepted, false},
		{"an ignored finding beside a pass is no pass", verdicts{passes, excused}, Mark{}, Accepted, false},
		{"an unknown verdict beside an ignored finding is unsettled", verdicts{unknown, excused}, Mark{}, Unsettled, false},

		{"a tick confirms what no rule spoke of", nil, tick, Confirmed, false},
		{"a tick settles what the rules could not see", verdicts{passes, unknown}, tick, Confirmed, false},
		{"a tick does not outvote a finding", verdicts{fails}, tick, Failed, true},
		{"a tick does not hide an ignored finding", verdicts{excused, unknown}, tick, Accepted, true},
		{"a tick adds nothing to a pass", verdicts{passes}, tick, Passed, false},

		{"an item may be dismissed with a reason", nil, dismiss, Dismissed, false},
		{"dismissing settles what the rules could not see", verdicts{unknown}, dismiss, Dismissed, false},
		{"an item with a finding applies", verdicts{fails}, dismiss, Failed, true},
		{"an item that passed applies", verdicts{passes}, dismiss, Passed, false},
		{"dismissing without a reason says nothing", nil, Mark{NotApplicable: true, Reason: "  "}, Open, false},
		{"a mark that says both says nothing", verdicts{unknown}, Mark{Confirmed: true, NotApplicable: true, Reason: "x"}, Unsettled, false},
		{"a note alone says nothing", nil, Mark{Note: "ask Kim"}, Open, false},
	}
	item := Item{ID: "web/listing", Rules: []string{"nginx/autoindex"}}
	for _, c := range cases {
		got := Judge(item, c.verdicts, c.mark)
		if got.State != c.want || got.Overruled != c.overrule {
			t.Errorf("%s: got %v, overruled %v", c.says, got.State, got.Overruled)
		}
	}
}

func TestAnItemConfirmedByHandHasNoEvidence(t *testing.T) {
	byHand := Item{ID: "operations/restore"}
	if s := Judge(byHand, verdicts{passes, fails}, Mark{}); s.State != Open || len(s.Evidence) != 0 {
		t.Errorf("got %v with %d verdicts", s.State, len(s.Evidence))
	}
	if !byHand.ByHand() {
		t.Error("an item without rules is confirmed by hand")
	}
}

func TestEvidenceGoesFromTheWorstToTheBest(t *testing.T) {
	item := Item{Rules: []string{"nginx/autoindex"}}
	got := Judge(item, verdicts{passes, foreign, excused, silent, unknown, fails}, Mark{}).Evidence
	want := verdicts{fails, unknown, excused, passes}
	if len(got) != len(want) {
		t.Fatalf("got %d verdicts, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("verdict %d: got %v, want %v", i, got[i].Outcome, want[i].Outcome)
		}
	}
}

func TestMarkSaysWhatIsWrongWithIt(t *testing.T) {
	for want, mark := range map[string]Mark{
		"say why": {NotApplicable: true},
		"either":  {NotApplicable: true, Confirmed: true, Reason: "x"},
	} {
		if err := mark.Problem(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v", mark, err)
		}
	}
	for _, mark := range []Mark{{}, tick, dismiss} {
		if err := mark.Problem(); err != nil {
			t.Errorf("%+v: got %v", mark, err)
		}
	}
}

// twoAreas has five items: three decided by autoindex, one by server-tokens, one
// by hand.
var twoAreas = []Area{
	{ID: "web", Items: []Item{
		{ID: "web/a", Rules: []string{"nginx/autoindex"}},
		{ID: "web/b", Rules: []string{"nginx/server-tokens"}},
		{ID: "web/c", Rules: []string{"nginx/autoindex", "nginx/server-tokens"}},
	}},
	{ID: "ops", Items: []Item{{ID: "ops/d"}, {ID: "ops/e", Rules: []string{"nginx/autoindex"}}}},
}

func TestJudgeAllAndProgress(t *testing.T) {
	marks := map[string]Mark{"ops/d": tick, "ops/gone": tick}
	statuses := JudgeAll(twoAreas, verdicts{passes, foreign}, marks)
	for id, want := range map[string]State{
		"web/a": Passed, "web/b": Failed, "web/c": Failed, "ops/d": Confirmed, "ops/e": Passed,
	} {
		if got := statuses[id].State; got != want {
			t.Errorf("%s: got %v, want %v", id, got, want)
		}
	}
	all := Progress(twoAreas, statuses)
	if all.Total() != 5 || all.Settled() != 3 || all[Failed] != 2 {
		t.Errorf("of all: %v", all)
	}
	if ops := Progress(twoAreas[1:], statuses); ops.Total() != 2 || ops.Settled() != 2 {
		t.Errorf("of one area: %v", ops)
	}
	if none := Progress(twoAreas, nil); none[Open] != 5 || none.Settled() != 0 {
		t.Errorf("without statuses: %v", none)
	}
}

func TestStates(t *testing.T) {
	want := map[State]struct {
		word    string
		settled bool
	}{
		Open: {"open", false}, Passed: {"passed", true}, Failed: {"failed", false}, Unsettled: {"unsettled", false},
		Confirmed: {"confirmed", true}, Dismissed: {"not applicable", true}, Accepted: {"accepted", true},
	}
	for s, w := range want {
		if s.String() != w.word || s.Settled() != w.settled {
			t.Errorf("state %d: %q, settled %v", s, s, s.Settled())
		}
	}
}
