package app

import (
	"errors"
	"fmt"
	"strings"

	"preflight/rules/audit"
)

// change is something that was done to documents and can be undone.
type change struct {
	title         string
	before, after map[*Document]string
}

// ErrStale says that a text has changed since the audit that a fix belongs to.
var ErrStale = errors.New("the text has changed; wait for the next audit")

// Fix makes the fix of a verdict.
func (s *Session) Fix(v *audit.Verdict) error {
	if v == nil || v.Fix == nil {
		return errors.New("there is no safe automatic fix")
	}
	return s.make(v.Fix.Title, v.Fix.Edits)
}

// FixAll makes the fixes of all findings of a rule that do not get in each
// other's way, and gives their number.
func (s *Session) FixAll(rule string) (int, error) {
	var fixes []*audit.Fix
	for _, v := range s.report.Verdicts {
		if v.Rule == rule && v.Finding() {
			fixes = append(fixes, v.Fix)
		}
	}
	fixes = audit.Compatible(fixes)
	if len(fixes) == 0 {
		return 0, errors.New("there is no safe automatic fix")
	}
	var edits []audit.Edit
	for _, f := range fixes {
		edits = append(edits, f.Edits...)
	}
	return len(fixes), s.make(fmt.Sprintf("%s (%d places)", fixes[0].Title, len(fixes)), edits)
}

func (s *Session) make(title string, edits []audit.Edit) error {
	c := change{title: title, before: map[*Document]string{}, after: map[*Document]string{}}
	for _, e := range edits {
		if !s.fresh(e.Span) {
			return ErrStale
		}
		d := s.document(e.Span)
		if _, done := c.after[d]; done {
			continue
		}
		text, err := audit.Apply(e.Span.File, edits)
		if err != nil {
			return err
		}
		c.before[d], c.after[d] = d.Text, text
	}
	s.do(c)
	return nil
}

func (s *Session) do(c change) {
	for d, text := range c.after {
		d.Text = text
	}
	s.undo = append(s.undo, c)
	s.revision++
}

// Undoable gives the title of the change that Undo would take back, or nothing:
// a text that was edited since is not overwritten.
func (s *Session) Undoable() string {
	if len(s.undo) == 0 {
		return ""
	}
	last := s.undo[len(s.undo)-1]
	for d, text := range last.after {
		if d.Text != text || s.Find(d.ID) == nil {
			return ""
		}
	}
	return last.title
}

// Undo takes back the last change and reports whether there was one.
func (s *Session) Undo() bool {
	if s.Undoable() == "" {
		return false
	}
	last := s.undo[len(s.undo)-1]
	s.undo = s.undo[:len(s.undo)-1]
	for d, text := range last.before {
		d.Text = text
	}
	s.revision++
	return true
}

// IgnoreLine writes the comment that accepts a finding.
func IgnoreLine(v *audit.Verdict, reason string) string {
	return fmt.Sprintf("# preflight: ignore %s -- %s", v.Rule, strings.Join(strings.Fields(reason), " "))
}

// Ignore puts the comment that accepts a finding on a line above it.
func (s *Session) Ignore(v *audit.Verdict, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return errors.New("say why the finding is accepted")
	}
	if !s.fresh(v.Span) {
		return ErrStale
	}
	line := v.Span.File.Line(v.Span.Line())
	text := line.Text()
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	place := v.Span.File.Span(line.Start, line.Start)
	return s.make("Ignore "+v.Rule, []audit.Edit{{Span: place, Text: indent + IgnoreLine(v, reason) + lineBreak(v.Span.File.Text)}})
}

// lineBreak gives the line break that a text uses.
func lineBreak(text string) string {
	i := strings.IndexAny(text, "\r\n")
	switch {
	case i >= 0 && strings.HasPrefix(text[i:], "\r\n"):
		return "\r\n"
	case i >= 0 && text[i] == '\r':
		return "\r"
	}
	return "\n"
}
