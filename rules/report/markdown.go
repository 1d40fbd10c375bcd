package report

import (
	"fmt"
	"io"
	"strings"

	"preflight/rules/audit"
)

// Markdown writes the report for people: counts, findings by severity,
// what is open, what was ignored and why, and what could not be read.
func Markdown(w io.Writer, version string, report *audit.Report) error {
	var b strings.Builder
	b.WriteString("# Preflight report\n\n")
	fmt.Fprintf(&b, "Preflight %s; audited for %s.\n\n", version, targets(report.Targets))
	b.WriteString("| file | kind |\n|---|---|\n")
	for _, f := range report.Files {
		fmt.Fprintf(&b, "| %s | %s |\n", plain(f.Name), plain(string(f.Kind)))
	}
	for s := audit.Critical; s >= audit.Info; s-- {
		title := strings.ToUpper(s.String()[:1]) + s.String()[1:]
		section(&b, title, report, func(v *audit.Verdict) bool { return v.Finding() && v.Severity == s })
	}
	section(&b, "Unknown", report, func(v *audit.Verdict) bool { return v.Outcome == audit.Unknown })
	section(&b, "Ignored", report, func(v *audit.Verdict) bool { return v.Ignore != nil })
	if len(report.Problems) > 0 {
		b.WriteString("\n## Not read\n\n")
		for _, p := range report.Problems {
			fmt.Fprintf(&b, "- %s: %s\n", code(where(p.Span)), plain(p.Message))
		}
	}
	b.WriteString("\n## Summary\n\n")
	summarize(&b, report)
	_, err := io.WriteString(w, b.String())
	return err
}

func targets(t audit.Targets) string {
	var list []string
	for _, name := range t.Names() {
		list = append(list, name+" "+t[name].String())
	}
	return strings.Join(list, ", ")
}

func section(b *strings.Builder, title string, report *audit.Report, take func(*audit.Verdict) bool) {
	var lines []string
	for _, v := range report.Verdicts {
		if !take(v) {
			continue
		}
		line := fmt.Sprintf("- %s: %s (%s)", code(where(v.Span)), plain(v.Message), code(v.Rule))
		switch {
		case v.Ignore != nil:
			line += " – " + plain(v.Ignore.Reason)
		case v.Fix != nil && v.Outcome == audit.Fail:
			line += ". Fix: " + plain(v.Fix.Title)
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		fmt.Fprintf(b, "\n## %s (%d)\n\n%s\n", title, len(lines), strings.Join(lines, "\n"))
	}
}

// plain keeps text of a file from being read as Markdown or HTML.
func plain(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case strings.ContainsRune("\\`*_[]<>|#~$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// code puts text into a code span that no backtick inside can end.
func code(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}
