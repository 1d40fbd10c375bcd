package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"preflight/rules"
	"preflight/rules/audit"
)

// The page and the audit worker talk in lines of JSON. A request is one line,
// then the texts of the files, one after the other as they are: large texts cost
// nothing to write or to read. The first line of an answer is the report, with
// spans as numbers: file, start, end, in bytes. The second line is the scores of
// services, which the page reads when somebody looks at them.

type request struct {
	ID      int
	Targets map[string]string // those that the person chose
	Files   []requestFile
	Export  string `json:",omitempty"` // the form in which the report is wanted too
}

type requestFile struct {
	Name string
	Kind audit.Kind // empty: detect
	Size int        // of its text, in bytes
}

// encodeRequest writes a request and the texts of its files.
func encodeRequest(req request, texts []string) string {
	line, err := json.Marshal(req)
	if err != nil {
		return "{}" // strings and numbers can always be written
	}
	return string(line) + "\n" + strings.Join(texts, "")
}

// decodeRequest reads a request and its files.
func decodeRequest(message string) (request, []*audit.File, error) {
	line, texts, _ := strings.Cut(message, "\n")
	var req request
	if err := json.Unmarshal([]byte(line), &req); err != nil {
		return req, nil, err
	}
	files := make([]*audit.File, len(req.Files))
	for i, f := range req.Files {
		if f.Size < 0 || f.Size > len(texts) {
			return req, nil, fmt.Errorf("the text of %s is cut off", f.Name)
		}
		files[i] = rules.NewFile(f.Name, []byte(texts[:f.Size]), f.Kind)
		texts = texts[f.Size:]
	}
	return req, files, nil
}

type answer struct {
	ID       int
	Targets  map[string]string
	Kinds    []audit.Kind
	Problems []noted   `json:",omitempty"`
	Ignores  []ignored `json:",omitempty"`
	Verdicts []judged  `json:",omitempty"`
	Crashes  []string  `json:",omitempty"`
	Export   *exported `json:",omitempty"`
	Error    string    `json:",omitempty"`
}

// exported is the report in the form that was asked for.
type exported struct {
	Format string
	Text   string
}

type place [3]int // file, start, end; a file of -1 is no place

type noted struct {
	At      place
	Message string
}

type ignored struct {
	At     place
	Rules  []string
	Reason string
	Used   bool
}

type judged struct {
	Rule       string
	Outcome    audit.Outcome
	Severity   audit.Severity
	Confidence audit.Confidence
	At         place
	Related    []place `json:",omitempty"`
	Message    string  `json:",omitempty"`
	Fix        *repair `json:",omitempty"`
	Ignore     int     `json:",omitempty"` // index from 1; 0: not ignored
}

type repair struct {
	Title string
	Edits []rewrite
}

type rewrite struct {
	At   place
	Text string
}

// Answer audits the stack of a request and gives the answer. It is what the
// audit worker does.
func Answer(message string) string {
	req, files, err := decodeRequest(message)
	if err != nil {
		return encode(answer{Error: err.Error()})
	}
	report := rules.Audit(files, targetsOf(req.Targets))
	a := answerOf(req.ID, report)
	if req.Export != "" {
		a.Export = export(report, req.Export)
	}
	return encode(a) + encodeScores(scores{report.Scores, report.Unscored})
}

// scores are what an audit says of the exposure of units.
type scores struct {
	Scores   []audit.Score    `json:",omitempty"`
	Unscored []audit.Unscored `json:",omitempty"`
}

// encodeScores writes the second line of an answer; nothing where there is no
// unit.
func encodeScores(s scores) string {
	if len(s.Scores)+len(s.Unscored) == 0 {
		return ""
	}
	text, err := json.Marshal(s)
	if err != nil {
		return "" // numbers that cannot be written: there are none
	}
	return "\n" + string(text)
}

// written and targetsOf turn targets into texts and back.
func written(targets audit.Targets) map[string]string {
	texts := make(map[string]string, len(targets))
	for name, v := range targets {
		texts[name] = v.String()
	}
	return texts
}

func targetsOf(texts map[string]string) audit.Targets {
	targets := make(audit.Targets, len(texts))
	for name, text := range texts {
		if v, err := audit.ParseVersion(text); err == nil {
			targets[name] = v
		}
	}
	return targets
}

func encode(a answer) string {
	text, err := json.Marshal(a)
	if err != nil {
		return `{"Error":"the answer cannot be written"}`
	}
	return string(text)
}

// places turns spans into numbers.
type places map[*audit.File]int

func (p places) of(s audit.Span) place {
	i, ok := p[s.File]
	if !ok {
		return place{-1}
	}
	return place{i, s.Start, s.End}
}

func answerOf(id int, report *audit.Report) answer {
	a := answer{ID: id, Targets: written(report.Targets), Crashes: report.Crashes}
	at := places{}
	for i, f := range report.Files {
		at[f] = i
		a.Kinds = append(a.Kinds, f.Kind)
	}
	for _, p := range report.Problems {
		a.Problems = append(a.Problems, noted{at.of(p.Span), p.Message})
	}
	index := map[*audit.Ignore]int{}
	for i, g := range report.Ignores {
		index[g] = i + 1
		a.Ignores = append(a.Ignores, ignored{at.of(g.Span), g.Rules, g.Reason, g.Used})
	}
	for _, v := range report.Verdicts {
		a.Verdicts = append(a.Verdicts, at.judged(v, index[v.Ignore]))
	}
	return a
}

func (p places) judged(v *audit.Verdict, ignore int) judged {
	j := judged{
		Rule: v.Rule, Outcome: v.Outcome, Severity: v.Severity, Confidence: v.Confidence,
		At: p.of(v.Span), Message: v.Message, Ignore: ignore,
	}
	for _, s := range v.Related {
		j.Related = append(j.Related, p.of(s))
	}
	if v.Fix != nil {
		j.Fix = &repair{Title: v.Fix.Title}
		for _, e := range v.Fix.Edits {
			j.Fix.Edits = append(j.Fix.Edits, rewrite{p.of(e.Span), e.Text})
		}
	}
	return j
}

// reportOf rebuilds the report of an answer over the files that were sent.
func reportOf(a answer, files []*audit.File) (*audit.Report, error) {
	if a.Error != "" {
		return nil, fmt.Errorf("the audit failed: %s", a.Error)
	}
	if len(a.Kinds) != len(files) {
		return nil, fmt.Errorf("the answer speaks of %d files, not %d", len(a.Kinds), len(files))
	}
	for i, kind := range a.Kinds {
		files[i].Kind = kind
	}
	r := &audit.Report{Targets: targetsOf(a.Targets), Files: files, Crashes: a.Crashes}
	spans := spanner(files)
	for _, p := range a.Problems {
		r.Problems = append(r.Problems, audit.Problem{Span: spans.at(p.At), Message: p.Message})
	}
	for _, g := range a.Ignores {
		r.Ignores = append(r.Ignores, &audit.Ignore{Span: spans.at(g.At), Rules: g.Rules, Reason: g.Reason, Used: g.Used})
	}
	for _, j := range a.Verdicts {
		v := spans.verdict(j)
		if j.Ignore > 0 && j.Ignore <= len(r.Ignores) {
			v.Ignore = r.Ignores[j.Ignore-1]
		}
		r.Verdicts = append(r.Verdicts, v)
	}
	return r, nil
}

// spanner turns numbers back into spans.
type spanner []*audit.File

func (s spanner) at(p place) audit.Span {
	if p[0] < 0 || p[0] >= len(s) {
		return audit.Span{}
	}
	return s[p[0]].Span(p[1], p[2])
}

func (s spanner) verdict(j judged) *audit.Verdict {
	v := &audit.Verdict{
		Rule: j.Rule, Outcome: j.Outcome, Severity: j.Severity, Confidence: j.Confidence,
		Span: s.at(j.At), Message: j.Message,
	}
	for _, p := range j.Related {
		v.Related = append(v.Related, s.at(p))
	}
	if j.Fix != nil {
		v.Fix = &audit.Fix{Title: j.Fix.Title}
		for _, e := range j.Fix.Edits {
			v.Fix.Edits = append(v.Fix.Edits, audit.Edit{Span: s.at(e.At), Text: e.Text})
		}
	}
	return v
}
