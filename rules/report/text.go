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
	writeProblems(&b, report.Problems)
	alike := openAlike(report.Verdicts)
	for _, v := range report.Verdicts {
		if same := alike[reasonOf(v)]; len(same) <= manyAlike {
			writeVerdict(&b, v)
		} else if same[0] == v {
			fmt.Fprintf(&b, "%s: unknown: %s [%s and %d more]\n", where(v.Span), v.Message, v.Rule, len(same)-1)
		}
	}
	summarize(&b, report)
	_, err := io.WriteString(w, b.String())
	return err
}

// manyAlike is how many files may have one and the same problem, and how many
// rules one and the same open question, before it is said once for all of them.
const manyAlike = 5

// reason is what would settle verdicts of a file.
type reason struct {
	file    *audit.File
	message string
}

// reasonOf gives the reason of an unknown verdict, and none for all others.
func reasonOf(v *audit.Verdict) reason {
	if v.Outcome != audit.Unknown || v.Ignore != nil {
		return reason{}
	}
	return reason{v.Span.File, v.Message}
}

// openAlike groups the unknown verdicts by their reason.
func openAlike(verdicts []*audit.Verdict) map[reason][]*audit.Verdict {
	alike := map[reason][]*audit.Verdict{}
	for _, v := range verdicts {
		if r := reasonOf(v); r != (reason{}) {
			alike[r] = append(alike[r], v)
		}
	}
	return alike
}

func writeProblems(b *strings.Builder, problems []audit.Problem) {
	ofWholeFile := func(p audit.Problem) bool { return p.Span.Start == 0 && p.Span.End == 0 }
	alike, said := map[string]int{}, map[string]bool{}
	for _, p := range problems {
		if ofWholeFile(p) {
			alike[p.Message]++
		}
	}
	for _, p := range problems {
		switch n := alike[p.Message]; {
		case !ofWholeFile(p) || n <= manyAlike:
			fmt.Fprintf(b, "%s: problem: %s\n", where(p.Span), p.Message)
		case !said[p.Message]:
			said[p.Message] = true
			fmt.Fprintf(b, "%d files: problem: %s\n", n, p.Message)
		}
	}
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
