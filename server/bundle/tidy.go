package main

import (
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
)

// tidy makes a page that go-app rendered reproducible and well-formed. go-app
// writes the attributes of a tag in random order, quotes their values as Go
// strings rather than as HTML, leaves the value out where it is "true" and
// writes checked="false"; and without a domain it names addresses such as
// "https://" for social networks.
func tidy(page string) (string, error) {
	var out strings.Builder
	for {
		text, rest, found := strings.Cut(page, "<")
		out.WriteString(text)
		if !found {
			return out.String(), nil
		}
		one, rest, err := readTag(rest)
		if err != nil {
			return "", err
		}
		page = rest
		if one.isSocial() {
			page = strings.TrimLeft(page, " \n")
			continue
		}
		one.write(&out)
	}
}

// tag is one tag of a page, or one declaration: all that stands between
// angle brackets.
type tag struct {
	name       string
	attributes []attribute
}

type attribute struct{ name, value string }

var errTag = errors.New("a page has a tag without an end")

// readTag reads what follows a "<" and returns what follows the ">".
func readTag(text string) (tag, string, error) {
	end := strings.IndexAny(text, " >")
	if end < 0 {
		return tag{}, "", errTag
	}
	one := tag{name: text[:end]}
	text = text[end:]
	for {
		text = strings.TrimLeft(text, " ")
		if rest, closed := strings.CutPrefix(text, ">"); closed {
			return one, rest, nil
		}
		a, rest, err := readAttribute(text)
		if err != nil {
			return one, "", err
		}
		one.attributes = append(one.attributes, a)
		text = rest
	}
}

// readAttribute reads name or name="value", the value quoted as Go does.
func readAttribute(text string) (attribute, string, error) {
	end := strings.IndexAny(text, " =>")
	if end < 0 {
		return attribute{}, "", errTag
	}
	name, rest := text[:end], text[end:]
	if rest[0] != '=' {
		return attribute{name, ""}, rest, nil
	}
	quoted, err := strconv.QuotedPrefix(rest[1:])
	if err != nil {
		return attribute{}, "", fmt.Errorf("attribute %s: %w", name, err)
	}
	value, err := strconv.Unquote(quoted)
	return attribute{name, value}, rest[1+len(quoted):], err
}

// isSocial tells whether the tag is for social networks, or says nothing. The
// bundle is served from any domain, so it cannot name its own address.
func (t tag) isSocial() bool {
	if t.name != "meta" {
		return false
	}
	for _, a := range t.attributes {
		switch {
		case a.name == "property" && strings.HasPrefix(a.value, "og:"),
			a.name == "name" && strings.HasPrefix(a.value, "twitter:"),
			a.name == "content" && a.value == "":
			return true
		}
	}
	return !slices.ContainsFunc(t.attributes, func(a attribute) bool {
		return a.name == "content" || a.name == "charset"
	})
}

// flags are the attributes whose presence alone means yes.
var flags = []string{
	"async", "autofocus", "checked", "defer", "disabled", "hidden", "ismap",
	"loop", "multiple", "muted", "open", "readonly", "required", "reversed", "selected",
}

func (t tag) write(out *strings.Builder) {
	out.WriteString("<" + t.name)
	slices.SortFunc(t.attributes, func(a, b attribute) int { return strings.Compare(a.name, b.name) })
	for _, a := range t.attributes {
		isFlag := slices.Contains(flags, a.name)
		switch {
		case isFlag && a.value == "false":
		case isFlag, strings.HasPrefix(t.name, "!"):
			out.WriteString(" " + a.name)
		default:
			out.WriteString(" " + a.name + `="` + html.EscapeString(t.fullValue(a)) + `"`)
		}
	}
	out.WriteString(">")
}

// fullValue gives back the "true" that go-app drops. Only these attributes
// have it as a value of their own; elsewhere nothing means nothing.
func (t tag) fullValue(a attribute) string {
	isState := strings.HasPrefix(a.name, "aria-") || a.name == "draggable" ||
		a.name == "spellcheck" || a.name == "contenteditable"
	if isState && a.value == "" {
		return "true"
	}
	return a.value
}
