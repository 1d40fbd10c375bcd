package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"preflight/rules"
)

type ruleEntry struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Title      string   `json:"title"`
	Severity   string   `json:"severity"`
	Confidence string   `json:"confidence"`
	CWE        string   `json:"cwe"`
	SameAs     []string `json:"sameAs"`
}

func rulesCommand(args []string, stdout io.Writer) (int, error) {
	flags := flag.NewFlagSet("rules", flag.ContinueOnError)
	format := flags.String("format", "text", "text or json")
	operands, err := parse(flags, args, stdout)
	switch {
	case err != nil:
		return 0, err
	case len(operands) > 0:
		return 0, usagef("rules takes no operand, got %q", operands[0])
	case *format == "json":
		return exitClean, writeRules(stdout)
	case *format != "text":
		return 0, usagef("format %q is not one of text, json", *format)
	}
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, r := range rules.All() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title)
	}
	return exitClean, table.Flush()
}

func writeRules(w io.Writer) error {
	entries := []ruleEntry{}
	for _, r := range rules.All() {
		same := r.SameAs
		if same == nil {
			same = []string{}
		}
		entries = append(entries, ruleEntry{
			r.ID, string(r.Kind), r.Title, r.Severity.String(), r.Confidence.String(), r.CWE, same,
		})
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(entries)
}

func explainCommand(args []string, stdout io.Writer) (int, error) {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	operands, err := parse(flags, args, stdout)
	switch {
	case err != nil:
		return 0, err
	case len(operands) != 1:
		return 0, usagef("explain takes one rule id, such as nginx/autoindex")
	}
	rule, ok := rules.Lookup(operands[0])
	if !ok {
		return 0, usagef("no rule is called %q%s", operands[0], nearest(operands[0]))
	}
	fmt.Fprintf(stdout, "%s (%s, confidence %s)\n\n%s", rule.ID, rule.Severity, rule.Confidence, rule.Markdown)
	return exitClean, nil
}

// nearest suggests rules whose id holds the words asked for.
func nearest(id string) string {
	_, name, found := strings.Cut(id, "/")
	if !found {
		name = id
	}
	var close []string
	for _, r := range rules.All() {
		if name != "" && strings.Contains(r.ID, name) && len(close) < 3 {
			close = append(close, r.ID)
		}
	}
	if len(close) == 0 {
		return `: "preflight rules" lists them`
	}
	return ": did you mean " + strings.Join(close, ", ") + "?"
}

func versionCommand(stdout io.Writer) (int, error) {
	_, err := fmt.Fprintln(stdout, "preflight", rules.Version)
	return exitClean, err
}
