package audit

import "fmt"

// Outcome is what a verdict says. Its zero value is NotApplicable: a rule that
// is silent has claimed nothing.
type Outcome uint8

// The four outcomes.
const (
	NotApplicable Outcome = iota
	Pass
	Fail
	Unknown
)

var outcomeNames = [...]string{"not applicable", "pass", "fail", "unknown"}

// String gives the word of the JSON report: "pass", "fail" or "unknown".
func (o Outcome) String() string { return outcomeNames[o] }

// Severity is how bad a finding is, from Info up to Critical.
type Severity uint8

// The severities, in rising order.
const (
	Info Severity = iota + 1
	Low
	Medium
	High
	Critical
)

var severityNames = [...]string{"", "info", "low", "medium", "high", "critical"}

// String gives the word that docs and reports use, such as "high".
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads the word that String gives.
func ParseSeverity(word string) (Severity, error) {
	for s := Info; s <= Critical; s++ {
		if severityNames[s] == word {
			return s, nil
		}
	}
	return 0, fmt.Errorf("severity %q is not one of info, low, medium, high, critical", word)
}

// Confidence is how sure a rule is of its finding.
type Confidence uint8

// The confidences, in rising order.
const (
	Unsure Confidence = iota + 1 // written "low"
	Likely                       // written "medium"
	Sure                         // written "high"
)

var confidenceNames = [...]string{"", "low", "medium", "high"}

// String gives "low", "medium" or "high".
func (c Confidence) String() string { return confidenceNames[c] }

// ParseConfidence reads the word that String gives.
func ParseConfidence(word string) (Confidence, error) {
	for c := Unsure; c <= Sure; c++ {
		if confidenceNames[c] == word {
			return c, nil
		}
	}
	return 0, fmt.Errorf("confidence %q is not one of low, medium, high", word)
}

// Verdict is what one rule says of one place.
type Verdict struct {
	Rule       string // id, such as "nginx/autoindex"
	Outcome    Outcome
	Severity   Severity
	Confidence Confidence
	Span       Span
	Related    []Span // other places that took part
	Message    string // the fact, in the words of the file; empty for a pass
	Fix        *Fix   // nil where no safe fix exists
	Ignore     *Ignore
}

// Finding reports whether the verdict is a failure that nobody has ignored.
func (v *Verdict) Finding() bool { return v.Outcome == Fail && v.Ignore == nil }

// Certain reports whether the fix may be made without a person looking: there
// is one, nothing speaks for a look, and the rule has no doubt.
func (v *Verdict) Certain() bool { return v.Fix != nil && !v.Fix.Review && v.Confidence == Sure }

// Lower caps the severity, for a place where the fault matters less.
func (v *Verdict) Lower(to Severity) *Verdict {
	v.Severity = min(v.Severity, to)
	return v
}

// Doubt caps the confidence.
func (v *Verdict) Doubt(to Confidence) *Verdict {
	v.Confidence = min(v.Confidence, to)
	return v
}

// Also adds places that took part in the verdict; zero spans are left out.
func (v *Verdict) Also(places ...Span) *Verdict {
	for _, p := range places {
		if !p.IsZero() && p != v.Span {
			v.Related = append(v.Related, p)
		}
	}
	return v
}
