// Package report writes the outcome of an audit for people and for tools.
package report

import (
	"encoding/json"
	"io"

	"preflight/rules/audit"
)

type document struct {
	Version  string            `json:"version"`
	Targets  map[string]string `json:"targets"`
	Files    []file            `json:"files"`
	Verdicts []verdict         `json:"verdicts"`
	Scores   []audit.Score     `json:"scores"`
	Unscored []audit.Unscored  `json:"unscored,omitempty"`
}

type file struct {
	Name     string     `json:"name"`
	Kind     audit.Kind `json:"kind"`
	Problems []problem  `json:"problems"`
}

type problem struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type verdict struct {
	Rule       string `json:"rule"`
	Verdict    string `json:"verdict"`
	Severity   string `json:"severity"`
	Confidence string `json:"confidence"`
	place
	Message string  `json:"message"`
	Related []place `json:"related,omitempty"`
	Ignored bool    `json:"ignored"`
	Reason  string  `json:"reason,omitempty"`
	Fix     *fix    `json:"fix,omitempty"`
}

type place struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type fix struct {
	Title string `json:"title"`
	Edits []edit `json:"edits"`
}

type edit struct {
	place
	Text string `json:"text"`
}

// JSON writes the report as one JSON document, for other tools. Columns are in
// UTF-16 units from 1.
func JSON(w io.Writer, version string, report *audit.Report) error {
	doc := document{
		Version: version, Targets: map[string]string{},
		Files: files(report), Verdicts: make([]verdict, 0, len(report.Verdicts)),
		Scores: append([]audit.Score{}, report.Scores...), Unscored: report.Unscored,
	}
	for name, v := range report.Targets {
		doc.Targets[name] = v.String()
	}
	for _, v := range report.Verdicts {
		doc.Verdicts = append(doc.Verdicts, verdictOf(v))
	}
	return encode(w, doc)
}

func encode(w io.Writer, doc any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(doc)
}

func files(report *audit.Report) []file {
	files := make([]file, len(report.Files))
	rank := map[*audit.File]int{}
	for i, f := range report.Files {
		files[i] = file{Name: f.Name, Kind: f.Kind, Problems: []problem{}}
		rank[f] = i
	}
	for _, p := range report.Problems {
		at := p.Span.Position()
		if i, ok := rank[p.Span.File]; ok {
			files[i].Problems = append(files[i].Problems, problem{at.Line, at.Column, p.Message})
		}
	}
	return files
}

func verdictOf(v *audit.Verdict) verdict {
	out := verdict{
		Rule: v.Rule, Verdict: v.Outcome.String(),
		Severity: v.Severity.String(), Confidence: v.Confidence.String(),
		place: placeOf(v.Span), Message: v.Message,
	}
	for _, s := range v.Related {
		out.Related = append(out.Related, placeOf(s))
	}
	if v.Ignore != nil {
		out.Ignored, out.Reason = true, v.Ignore.Reason
	}
	if v.Fix != nil {
		out.Fix = &fix{Title: v.Fix.Title, Edits: []edit{}}
		for _, e := range v.Fix.Edits {
			out.Fix.Edits = append(out.Fix.Edits, edit{placeOf(e.Span), e.Text})
		}
	}
	return out
}

func placeOf(s audit.Span) place {
	if s.IsZero() {
		return place{}
	}
	start, end := s.Position(), s.EndPosition()
	return place{s.File.Name, start.Line, start.Column, end.Line, end.Column}
}
