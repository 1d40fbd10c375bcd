package main

import (
	"fmt"
	"os"
	"strings"
)

// phrases tell the class of a refusal from httpd's own words.
var phrases = []struct{ phrase, class string }{
	{"was not closed", "structure"}, {"Expected </", "structure"}, {"without matching", "structure"}, {"missing closing", "structure"},
	{"Invalid command", "unknown"}, {"not allowed", "misplaced"}, {"cannot occur within", "misplaced"},
	{"only used in", "misplaced"}, {"only valid in", "misplaced"},
	{"takes ", "arguments"}, {"requires at least", "arguments"}, {"must be On or Off", "arguments"},
}

func classOf(message string) string {
	for _, p := range phrases {
		if strings.Contains(message, p.phrase) {
			return p.class
		}
	}
	return "value"
}

// replay prints a row for each generated configuration.
func (o *oracle) replay() {
	for n := range configurations {
		fmt.Println(o.row(n))
	}
}

// row gives the number of a configuration, the line that httpd refuses (0: none)
// and the class of the fault. What concerns values and the machine is printed
// with httpd's words on standard error.
func (o *oracle) row(n int) string {
	line, message := o.test(generate(n))
	class := "-"
	if line != 0 {
		class = classOf(message)
	}
	if line < 0 || class == "value" {
		fmt.Fprintln(os.Stderr, n, line, message)
	}
	return fmt.Sprintf("%d\t%d\t%s", n, line, class)
}
