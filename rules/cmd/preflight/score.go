package main

import (
	"flag"
	"io"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/report"
)

// scoreCommand prints the exposure scores of services. That systemd refuses a
// unit is part of the answer, not an error.
func scoreCommand(args []string, stdin io.Reader, stdout io.Writer) (int, error) {
	flags := flag.NewFlagSet("score", flag.ContinueOnError)
	format := flags.String("format", "text", "text or json")
	target := flags.String("target", "", "release of systemd to score for, such as systemd=252")
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
	sources, err := gather(operands, stdin)
	if err != nil {
		return 0, err
	}
	files, err := units(sources)
	if err != nil {
		return 0, err
	}
	return writeScores(stdout, *format, rules.Audit(files, targets).Scores)
}

// units makes files of the sources; one that is no unit is a mistake of the
// caller.
func units(sources []source) ([]*audit.File, error) {
	var files []*audit.File
	for _, s := range sources {
		f := rules.NewFile(s.name, s.content, "")
		if f.Kind != "systemd" {
			return nil, usagef("%s is not a systemd unit", s.name)
		}
		files = append(files, f)
	}
	return files, nil
}

func writeScores(w io.Writer, format string, scores []audit.Score) (int, error) {
	if len(scores) == 0 {
		return 0, usagef("no service is among the files: a drop-in or another unit has no score of its own")
	}
	write := report.ScoresText
	if format == "json" {
		write = report.ScoresJSON
	}
	return exitClean, write(w, scores)
}
