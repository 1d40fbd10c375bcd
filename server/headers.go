package main

import (
	_ "embed"
	"net/http"
	"strings"
)

// headerText holds the headers of every response, one "Name: value" a line;
// an indented line continues the one above. The bundle builder reads the same
// file for the headers of a static host.
//
//go:embed headers.txt
var headerText string

// protection is headerText, parsed.
var protection = parseHeaders(headerText)

// header is one name and its value.
type header struct{ name, value string }

func parseHeaders(text string) []header {
	var all []header
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, " ") && len(all) > 0 {
			all[len(all)-1].value += " " + strings.TrimSpace(line)
			continue
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			all = append(all, header{name, strings.TrimSpace(value)})
		}
	}
	return all
}

// protect sets the headers that every response carries, errors and 304 too:
// a worker is governed by the policy its own script came with.
func protect(h http.Header) {
	for _, one := range protection {
		h.Set(one.name, one.value)
	}
}
