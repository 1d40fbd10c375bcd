package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/report"
	"preflight/rules/systemd"
)

// scoreCommand prints the exposure scores of services. That systemd refuses a
// unit is part of the answer, not an error.
func scoreCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	flags := flag.NewFlagSet("score", flag.ContinueOnError)
	format := flags.String("format", "text", "text or json")
	target := flags.String("target", "", "release of systemd to score for, such as systemd=252")
	policyFile := flags.String("security-policy", "", "file with weights of your own, as systemd-analyze --security-policy= reads it")
	operands, err := parse(flags, args, stdout)
	switch {
	case err != nil:
		return 0, err
	case len(operands) == 0:
		return 0, usagef("no unit given: name unit files and their drop-ins, folders, or - for standard input")
	case *format != "text" && *format != "json":
		return 0, usagef("format %q is not one of text, json", *format)
	}
	targets, err := audit.ParseTargets(*target)
	if err != nil {
		return 0, usagef("%v", err)
	}
	policy, err := readPolicy(*policyFile, stderr)
	if err != nil {
		return 0, err
	}
	sources, err := gather(operands, stdin)
	if err != nil {
		return 0, err
	}
	files, err := units(sources, operands)
	if err != nil {
		return 0, err
	}
	result := rules.Score(files, targets, policy)
	for _, crash := range result.Crashes {
		fmt.Fprintln(stderr, "preflight: crashed (please report):", oneLine(crash))
	}
	return writeScores(stdout, *format, result)
}

// readPolicy reads the weights that the caller wants; no name means the tool's
// own. What the tool would pass over in silence is told.
func readPolicy(name string, stderr io.Writer) (*systemd.Policy, error) {
	if name == "" {
		return nil, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	policy, err := systemd.ParsePolicy(string(text))
	if err != nil {
		return nil, usagef("%s: %v", name, err)
	}
	for _, note := range policy.Notes {
		fmt.Fprintf(stderr, "preflight: %s: %s\n", name, note)
	}
	return policy, nil
}

// units makes files of the sources. One that is no unit is a mistake of the
// caller who named it, and passed over where it lies in a folder. An empty file
// with the name of a unit is a unit that is masked.
func units(sources []source, operands []string) ([]*audit.File, error) {
	var files []*audit.File
	for _, s := range sources {
		f := rules.NewFile(s.name, s.content, "")
		if f.Kind == audit.KindUnknown && strings.TrimSpace(f.Text) == "" && systemd.IsUnitName(filepath.Base(s.name)) {
			f.Kind = systemd.Kind
		}
		switch {
		case f.Kind == systemd.Kind:
			files = append(files, f)
		case s.name == "stdin" || slices.Contains(operands, s.name):
			return nil, usagef("%s is not a systemd unit", s.name)
		}
	}
	return files, nil
}

func writeScores(w io.Writer, format string, result *audit.Report) (int, error) {
	if len(result.Scores) == 0 {
		why := "there is no unit"
		if len(result.Unscored) > 0 {
			why = result.Unscored[0].File + ": " + result.Unscored[0].Why
		}
		return 0, usagef("no service is among the files: %s", why)
	}
	write := report.ScoresText
	if format == "json" {
		write = report.ScoresJSON
	}
	return exitClean, write(w, result)
}
