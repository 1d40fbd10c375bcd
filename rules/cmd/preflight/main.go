// Command preflight is the audit on the command line, for continuous
// integration and for scripts.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// Exit codes of every subcommand.
const (
	exitClean    = 0 // nothing at or above --fail-on
	exitFindings = 1
	exitUsage    = 2 // wrong usage or a file that cannot be read
)

const usage = `preflight audits the configuration of a Django deployment.

  preflight audit [flags] FILE|DIR|- …   audit files as one stack
  preflight score [flags] UNIT …         score services as systemd-analyze security does
  preflight rules [--format json]        list the rules
  preflight explain ID                   print a rule's doc
  preflight version                      print the version

"preflight audit -h" lists the flags of a command. Exit codes: 0 nothing at or above
--fail-on, 1 something, 2 wrong usage or unreadable file.
`

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// usageError is a mistake of the caller: one line, exit 2.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	code, err := dispatch(args, stdin, stdout, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitClean
	case err != nil:
		fmt.Fprintln(stderr, "preflight:", oneLine(err.Error()))
		return exitUsage
	}
	return code
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func dispatch(args []string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	if len(args) == 0 {
		return 0, usagef(`no command: try "preflight help"`)
	}
	switch args[0] {
	case "audit":
		return auditCommand(args[1:], stdin, stdout, stderr)
	case "score":
		return scoreCommand(args[1:], stdin, stdout, stderr)
	case "rules":
		return rulesCommand(args[1:], stdout)
	case "explain":
		return explainCommand(args[1:], stdout)
	case "version", "-version", "--version":
		return versionCommand(stdout)
	case "help", "-h", "-help", "--help":
		_, err := io.WriteString(stdout, usage)
		return exitClean, err
	}
	return 0, usagef("unknown command %q: the commands are audit, score, rules, explain, version, help", args[0])
}

// parse reads flags that may stand before, between or after the operands. A
// flag it does not know is a usage error that names the flags there are.
func parse(flags *flag.FlagSet, args []string, stdout io.Writer) (operands []string, err error) {
	flags.SetOutput(io.Discard)
	for {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				flags.SetOutput(stdout)
				fmt.Fprintf(stdout, "Flags of preflight %s:\n", flags.Name())
				flags.PrintDefaults()
				return nil, err
			}
			return nil, usagef("%v: the flags are %s", err, names(flags))
		}
		rest := flags.Args()
		if len(rest) == 0 {
			return operands, nil
		}
		if parsed := args[:len(args)-len(rest)]; len(parsed) > 0 && parsed[len(parsed)-1] == "--" {
			return append(operands, rest...), nil
		}
		operands = append(operands, rest[0])
		args = rest[1:]
	}
}

func names(flags *flag.FlagSet) string {
	var list []string
	flags.VisitAll(func(f *flag.Flag) { list = append(list, "--"+f.Name) })
	return strings.Join(list, ", ")
}
