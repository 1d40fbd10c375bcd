package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/report"
)

type auditOptions struct {
	format  string
	kind    audit.Kind
	targets audit.Targets
	failOn  audit.Severity
	fix     bool
}

func auditCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	options, operands, err := auditFlags(args, stdout)
	if err != nil {
		return 0, err
	}
	sources, err := gather(operands, stdin)
	if err != nil {
		return 0, err
	}
	files := make([]*audit.File, len(sources))
	for i, s := range sources {
		files[i] = rules.NewFile(s.name, s.content, options.kind)
	}
	result := rules.Audit(files, options.targets)
	if options.fix {
		if result, err = fixFiles(sources, result, options, stderr); err != nil {
			return 0, err
		}
	}
	if err := write(stdout, options.format, result); err != nil {
		return 0, err
	}
	if n := len(result.LeftOut); n > 0 {
		return 0, fmt.Errorf("%d configuration files were left out, such as %s: an audit takes %d files", n, result.LeftOut[0].Name, rules.MaxFiles)
	}
	for _, crash := range result.Crashes {
		fmt.Fprintln(stderr, "preflight: crashed (please report):", oneLine(crash))
	}
	for _, v := range result.Verdicts {
		if v.Finding() && v.Severity >= options.failOn {
			return exitFindings, nil
		}
	}
	return exitClean, nil
}

func auditFlags(args []string, stdout io.Writer) (auditOptions, []string, error) {
	var o auditOptions
	flags := flag.NewFlagSet("audit", flag.ContinueOnError)
	format := flags.String("format", "text", "how to write the report: "+strings.Join(formats, ", "))
	kind := flags.String("kind", "", "read every file as this kind instead of detecting it: "+kinds())
	target := flags.String("target", "", "releases to audit for, such as django=5.2,nginx=1.28,systemd=257")
	failOn := flags.String("fail-on", "high", "lowest severity that makes the exit code 1: critical, high, medium, low, info")
	flags.BoolVar(&o.fix, "fix", false, "write the fixes that need no second look into the files, then report what is left")
	operands, err := parse(flags, args, stdout)
	if err != nil {
		return o, nil, err
	}
	if len(operands) == 0 {
		return o, nil, usagef("no file given: name files, folders, or - for standard input")
	}
	if o.format = *format; !slices.Contains(formats, o.format) {
		return o, nil, usagef("format %q is not one of %s", o.format, strings.Join(formats, ", "))
	}
	if o.kind = audit.Kind(*kind); o.kind != "" && !slices.Contains(strings.Split(kinds(), ", "), *kind) {
		return o, nil, usagef("kind %q is not one of %s", o.kind, kinds())
	}
	if o.targets, err = audit.ParseTargets(*target); err != nil {
		return o, nil, usagef("%v", err)
	}
	if o.failOn, err = audit.ParseSeverity(*failOn); err != nil {
		return o, nil, usagef("%v", err)
	}
	if o.fix && slices.Contains(operands, "-") {
		return o, nil, usagef("--fix cannot write to standard input: name files")
	}
	return o, operands, nil
}

func kinds() string {
	var list []string
	for _, f := range rules.Kinds() {
		list = append(list, string(f.Kind))
	}
	return strings.Join(list, ", ")
}

// formats are the forms of a report.
var formats = []string{"text", "json", "sarif", "markdown", "csv"}

func write(w io.Writer, format string, result *audit.Report) error {
	switch format {
	case "json":
		return report.JSON(w, rules.Version, result)
	case "sarif":
		return report.SARIF(w, rules.Version, rules.Metadata(), result)
	case "markdown":
		return report.Markdown(w, rules.Version, result)
	case "csv":
		return report.CSV(w, result)
	}
	return report.Text(w, result)
}

// maxRounds bounds how often a stack is fixed and audited again.
const maxRounds = 50

// fixFiles makes the fixes that need no second look. Fixes that touch the same place are made one after the other, each
// after a new audit. The files are written once at the end.
func fixFiles(sources []source, result *audit.Report, o auditOptions, stderr io.Writer) (*audit.Report, error) {
	for range maxRounds {
		var fixes []*audit.Fix
		for _, v := range result.Verdicts {
			if v.Finding() && v.Certain() {
				fixes = append(fixes, v.Fix)
			}
		}
		files, changed, err := applied(result.Files, audit.Compatible(fixes))
		if err != nil {
			return nil, err
		}
		if !changed {
			break
		}
		result = rules.Audit(files, o.targets)
	}
	for i, f := range result.Files {
		if f.UTF16 || i >= len(sources) || f.Text == string(sources[i].content) {
			continue
		}
		if err := os.WriteFile(sources[i].name, []byte(f.Text), sources[i].mode); err != nil {
			return nil, err
		}
		fmt.Fprintf(stderr, "preflight: fixed %s\n", f.Name)
	}
	return result, nil
}

// applied makes the fixes in new files. A file that was in UTF-16 keeps its
// text: writing it as UTF-8 is not what was asked for.
func applied(files []*audit.File, fixes []*audit.Fix) (after []*audit.File, changed bool, err error) {
	var edits []audit.Edit
	for _, f := range fixes {
		edits = append(edits, f.Edits...)
	}
	for _, f := range files {
		next := &audit.File{Name: f.Name, Kind: f.Kind, Text: f.Text, Guessed: f.Guessed, UTF16: f.UTF16}
		if !f.UTF16 {
			if next.Text, err = audit.Apply(f, edits); err != nil {
				return nil, false, err
			}
		}
		changed = changed || next.Text != f.Text
		after = append(after, next)
	}
	return after, changed, nil
}
