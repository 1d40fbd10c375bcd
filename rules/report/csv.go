package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"preflight/rules/audit"
)

// CSV writes one row a verdict, for a spreadsheet.
func CSV(w io.Writer, report *audit.Report) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"rule", "verdict", "severity", "confidence", "file", "line", "column", "message", "ignored", "reason", "fix"}); err != nil {
		return err
	}
	for _, v := range report.Verdicts {
		at := placeOf(v.Span)
		reason, fix := "", ""
		if v.Ignore != nil {
			reason = v.Ignore.Reason
		}
		if v.Fix != nil {
			fix = v.Fix.Title
		}
		row := []string{
			v.Rule, v.Outcome.String(), v.Severity.String(), v.Confidence.String(), at.File, strconv.Itoa(at.Line), strconv.Itoa(at.Column),
			v.Message, strconv.FormatBool(v.Ignore != nil), reason, fix,
		}
		for i := range row {
			row[i] = inert(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from running text of a file as a formula.
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
