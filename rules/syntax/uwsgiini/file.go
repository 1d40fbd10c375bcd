// Package uwsgiini reads uWSGI's ini files as uWSGI's own reader does, which
// is no common dialect: variables such as %n are put in before the lines are
// cut, a comment is a line of its own, no line is continued, and of a section's
// head the last character is dropped whatever it is.
package uwsgiini

import "preflight/rules/audit"

// File is a file of sections.
type File struct {
	Source   *audit.File
	Sections []*Section
	Comments []audit.Span
	Problems []audit.Problem
}

// Section is one headed part of a file. Options that stand before the first
// head belong to a section without a name, which nothing loads.
type Section struct {
	Name    string
	Head    audit.Span // the line of the head; zero for the part before the first one
	Whole   bool       // the head ends with "]"
	Options []*Option
}

// Option is one line of a section.
type Option struct {
	Key, Value string // without blanks around them, variables put in
	Signed     bool   // there is a "="; without one the value is empty
	Open       bool   // a variable in the value has no known text; it stands there as written
	Span       audit.Span
	KeySpan    audit.Span
	ValueSpan  audit.Span
	Lost       []audit.Span // percent signs that are no variables, which uWSGI removes with the next character
}

// Of gives the options of every section of a name, in the order of the file,
// and reports whether there is such a section with an option.
func (f *File) Of(name string) []*Option {
	var found []*Option
	for _, s := range f.Sections {
		if s.Name == name && !s.Head.IsZero() {
			found = append(found, s.Options...)
		}
	}
	return found
}

// Magic gives the text of a variable of one character, such as %n, and reports
// whether it is known. It is asked for the characters of Variables only.
type Magic func(c byte) (text string, known bool)

// Variables are the characters that name a variable behind a percent sign.
// Every other character vanishes together with the sign.
const Variables = "bcdeghijknopstuvxCDEGIJNOPSTUVX0123456789["
