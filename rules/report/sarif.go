package report

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"slices"
	"strings"

	"preflight/rules/audit"
)

// The parts of SARIF 2.1.0 that a report fills, in the names of the standard.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		ColumnKind  string            `json:"columnKind"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
		Invocations []sarifInvocation `json:"invocations"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string            `json:"id"`
		ShortDescription sarifText         `json:"shortDescription"`
		DefaultConfig    sarifConfig       `json:"defaultConfiguration"`
		Properties       map[string]string `json:"properties"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location sarifURI `json:"location"`
	}
	sarifURI struct {
		URI string `json:"uri"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Kind         string             `json:"kind"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations,omitempty"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		Fixes        []sarifFix         `json:"fixes,omitempty"`
		Properties   map[string]string  `json:"properties"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifURI    `json:"artifactLocation"`
		Region   sarifRegion `json:"region"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifURI           `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
)

// SARIF writes the report in the Static Analysis Results Interchange Format
// 2.1.0, for code hosts and viewers. The rules are those of the whole catalogue.
func SARIF(w io.Writer, version string, rules []*audit.Rule, report *audit.Report) error {
	run := sarifRun{
		ColumnKind: "utf16CodeUnits", Artifacts: []sarifArtifact{}, Results: []sarifResult{},
		Tool: sarifTool{sarifDriver{Name: "Preflight", Version: version, Rules: []sarifRule{}}},
	}
	index := map[string]int{}
	for _, r := range rules {
		index[r.ID] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(r))
	}
	for _, f := range report.Files {
		run.Artifacts = append(run.Artifacts, sarifArtifact{sarifURIOf(f)})
	}
	for _, v := range report.Verdicts {
		at, ok := index[v.Rule]
		if !ok {
			at = -1
		}
		run.Results = append(run.Results, sarifResultOf(v, at))
	}
	run.Invocations = []sarifInvocation{{Successful: len(report.Crashes) == 0, Notifications: notifications(report)}}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifRuleOf(r *audit.Rule) sarifRule {
	properties := map[string]string{"confidence": r.Confidence.String(), "security-severity": securitySeverity[r.Severity]}
	if r.CWE != "" {
		properties["cwe"] = r.CWE
	}
	return sarifRule{r.ID, sarifText{r.Title}, sarifConfig{sarifLevel(r.Severity)}, properties}
}

// securitySeverity are scores inside the bands that code hosts use.
var securitySeverity = map[audit.Severity]string{
	audit.Critical: "9.5", audit.High: "8.0", audit.Medium: "5.5", audit.Low: "2.5", audit.Info: "0.0",
}

func sarifLevel(s audit.Severity) string {
	switch {
	case s >= audit.High:
		return "error"
	case s == audit.Medium:
		return "warning"
	}
	return "note"
}

func sarifResultOf(v *audit.Verdict, rule int) sarifResult {
	out := sarifResult{
		RuleID: v.Rule, RuleIndex: rule, Kind: "fail", Level: sarifLevel(v.Severity),
		Message:      sarifText{v.Message},
		Fingerprints: map[string]string{"place/v1": fingerprint(v)},
		Properties:   map[string]string{"severity": v.Severity.String(), "confidence": v.Confidence.String()},
	}
	switch v.Outcome {
	case audit.Pass:
		out.Kind, out.Level, out.Message.Text = "pass", "none", "passed"
	case audit.Unknown:
		out.Kind, out.Level = "open", "none"
	}
	if !v.Span.IsZero() {
		out.Locations = []sarifLocation{sarifLocationOf(v.Span)}
	}
	for _, s := range v.Related {
		out.Related = append(out.Related, sarifLocationOf(s))
	}
	if v.Ignore != nil {
		out.Suppressions = []sarifSuppression{{"inSource", v.Ignore.Reason}}
	}
	if v.Fix != nil {
		out.Fixes = []sarifFix{sarifFixOf(v.Fix)}
	}
	return out
}

// fingerprint stays the same while the text of the place does, wherever it
// moves in its file. It is a hash, so that it holds no secret.
func fingerprint(v *audit.Verdict) string {
	name := ""
	if !v.Span.IsZero() {
		name = v.Span.File.Name
	}
	sum := sha256.Sum256([]byte(v.Rule + "\x00" + name + "\x00" + v.Span.Text()))
	return hex.EncodeToString(sum[:16])
}

func sarifLocationOf(s audit.Span) sarifLocation {
	return sarifLocation{sarifPhysical{sarifURIOf(s.File), sarifRegionOf(s)}}
}

func sarifRegionOf(s audit.Span) sarifRegion {
	start, end := s.Position(), s.EndPosition()
	return sarifRegion{start.Line, start.Column, end.Line, end.Column}
}

// sarifURIOf writes a name as a relative reference; an absolute path becomes a
// file URI.
func sarifURIOf(f *audit.File) sarifURI {
	u := url.URL{Path: f.Name}
	if strings.HasPrefix(f.Name, "/") {
		u.Scheme = "file"
	}
	return sarifURI{strings.TrimPrefix(u.String(), "./")}
}

func sarifFixOf(f *audit.Fix) sarifFix {
	out := sarifFix{Description: sarifText{f.Title}, Changes: []sarifChange{}}
	for _, e := range f.Edits {
		uri := sarifURIOf(e.Span.File)
		i := slices.IndexFunc(out.Changes, func(c sarifChange) bool { return c.Artifact == uri })
		if i < 0 {
			i = len(out.Changes)
			out.Changes = append(out.Changes, sarifChange{Artifact: uri})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, sarifReplacement{sarifRegionOf(e.Span), sarifText{e.Text}})
	}
	return out
}

func notifications(report *audit.Report) []sarifNotification {
	var all []sarifNotification
	for _, p := range report.Problems {
		all = append(all, sarifNotification{"warning", sarifText{p.Message}, []sarifLocation{sarifLocationOf(p.Span)}})
	}
	for _, crash := range report.Crashes {
		all = append(all, sarifNotification{Level: "error", Message: sarifText{crash}})
	}
	return all
}
