package report

import (
	"fmt"
	"io"
	"strings"

	"preflight/rules/audit"
)

// Text writes the report for a terminal: findings and open questions, one per
// line as FILE:LINE:COLUMN, then a summary.
func Text(w io.Writer, report *audit.Report) error {
	var b strings.Builder
	for _, p := range report.Problems {
		fmt.Fprintf(&b, "%s: problem: %s\n", where(p.Span), p.Message)
	}
	for _, v := range report.Verdicts {
		writeVerdict(&b, v)
	}
	summarize(&b, report)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeVerdict(b *strings.Builder, v *audit.Verdict) {
	switch {
	case v.Ignore != nil:
		fmt.Fprintf(b, "%s: ignored: %s [%s] -- %s\n", where(v.Span), v.Message, v.Rule, v.Ignore.Reason)
	case v.Outcome == audit.Fail:
		fmt.Fprintf(b, "%s: %s: %s [%s]%s\n", where(v.Span), v.Severity, v.Message, v.Rule, doubt(v.Confidence))
		if v.Fix != nil {
			fmt.Fprintf(b, "    fix: %s\n", v.Fix.Title)
		}
	case v.Outcome == audit.Unknown:
		fmt.Fprintf(b, "%s: unknown: %s [%s]\n", where(v.Span), v.Message, v.Rule)
	}
}

func doubt(c audit.Confidence) string {
	if c == audit.Sure {
		return ""
	}
	return " (" + c.String() + " confidence)"
}

func where(s audit.Span) string {
	if s.IsZero() {
		return "-"
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d", s.File.Name, p.Line, p.Column)
}

func summarize(b *strings.Builder, report *audit.Report) {
	var findings [audit.Critical + 1]int
	var passed, unknown, ignored int
	for _, v := range report.Verdicts {
		switch {
		case v.Finding():
			findings[v.Severity]++
		case v.Outcome == audit.Fail:
			ignored++
		case v.Outcome == audit.Unknown:
			unknown++
		default:
			passed++
		}
	}
	fmt.Fprintf(b, "%s:", count(len(report.Files), "file"))
	for s := audit.Critical; s >= audit.Info; s-- {
		fmt.Fprintf(b, " %d %s,", findings[s], s)
	}
	fmt.Fprintf(b, " %d ignored, %d unknown, %d passed\n", ignored, unknown, passed)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
