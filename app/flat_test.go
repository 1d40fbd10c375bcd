package app

import (
	"regexp"
	"strings"
)

// layout is the white space that go-app puts between elements, and attributes
// whose order it does not keep.
var (
	layout    = regexp.MustCompile(`\s*\n\s*`)
	furniture = regexp.MustCompile(` (class|tabindex|role|aria-label|scope)="[^"]*"`)
)

// flat is HTML without layout and without the attributes of furniture.
func flat(html string) string {
	html = layout.ReplaceAllString(html, "")
	return furniture.ReplaceAllString(html, "")
}

func contains(html, want string) bool {
	return strings.Contains(html, want) && (want != "" || html == "<div></div>")
}
