package app

import (
	"bytes"
	"fmt"
	"io"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/report"
)

// form is a form in which a report can be taken away.
type form struct {
	name, title, use string
	file             string // what it is called when it is downloaded
	write            func(w io.Writer, r *audit.Report) error
}

// forms lists the forms of a report. They are those of the command line, and
// so are their contents.
var forms = []form{
	{"markdown", "Markdown", "for people: a pull request, a ticket", "preflight.md", func(w io.Writer, r *audit.Report) error {
		return report.Markdown(w, rules.Version, r)
	}},
	{"json", "JSON", "for scripts: all that is known, scores too", "preflight.json", func(w io.Writer, r *audit.Report) error {
		return report.JSON(w, rules.Version, r)
	}},
	{"sarif", "SARIF", "for code hosts and viewers", "preflight.sarif", func(w io.Writer, r *audit.Report) error {
		return report.SARIF(w, rules.Version, rules.Metadata(), r)
	}},
	{"csv", "CSV", "for spreadsheets: a row for each verdict", "preflight.csv", report.CSV},
}

// formOf finds a form by its name.
func formOf(name string) (form, bool) {
	for _, f := range forms {
		if f.name == name {
			return f, true
		}
	}
	return form{}, false
}

// export writes a report in a form; it is work for the worker.
func export(r *audit.Report, name string) *exported {
	f, ok := formOf(name)
	if !ok {
		return nil
	}
	var text bytes.Buffer
	if err := f.write(&text, r); err != nil {
		return nil
	}
	return &exported{Format: name, Text: text.String()}
}

// Export asks for the report of the session as it is, in a form such as
// "json". It comes with the next audit.
func (s *Session) Export(name string) error {
	if _, ok := formOf(name); !ok {
		return fmt.Errorf("there is no form %q of a report", name)
	}
	s.wanted = name
	s.revision++
	return nil
}

// Exported gives the report that was asked for, once.
func (s *Session) Exported() (name, text string, ok bool) {
	e := s.exported
	s.exported = nil
	if e == nil {
		return "", "", false
	}
	return e.Format, e.Text, true
}

// GiveUpExport forgets that a report was asked for.
func (s *Session) GiveUpExport() { s.wanted = "" }

// exportPanel offers the forms of the report.
func (s *shell) exportPanel() app.UI {
	var rows []app.UI
	for _, f := range forms {
		rows = append(rows, app.Li().Body(
			app.Div().Class("export-form").Body(app.Strong().Text(f.title), app.Span().Class("dim").Text(f.use)),
			app.Button().Type("button").ID("copy-"+f.name).Aria("label", "Copy as "+f.title).Text("Copy").
				OnClick(func(app.Context, app.Event) { s.export(f.name, true) }, app.EventScope(f.name)),
			app.Button().Type("button").ID("download-"+f.name).Aria("label", "Download as "+f.title).Text("Download").
				OnClick(func(app.Context, app.Event) { s.export(f.name, false) }, app.EventScope(f.name))))
	}
	return dialog("export", "Export the report",
		app.P().Text("The report of all files, as the command line writes it. A message names a secret by its length and never spells it out."),
		app.Ul().Class("exports").Body(rows...),
		app.P().Class("export-done", "dim").Role("status").Text(s.exportNote))
}

func (s *shell) onExportOpen(app.Context, app.Event) {
	if menu := byID("menu"); menu.Call("matches", ":popover-open").Bool() {
		menu.Call("hidePopover")
	}
	s.exportNote = ""
	openDialog("export")
}

// export asks the worker for the report in a form.
func (s *shell) export(name string, copying bool) {
	s.editor.flush()
	s.copying, s.exportNote = copying, ""
	if s.session.Empty() {
		s.exportNote = "There is nothing to report: no file is open."
		return
	}
	s.do(s.session.Export(name))
}

// handOver gives the report that was asked for to the person.
func (s *shell) handOver() {
	name, text, ok := s.session.Exported()
	if !ok {
		return
	}
	f, _ := formOf(name)
	if s.copying {
		s.copy(text, f.title)
		return
	}
	download(f.file, text)
	s.exportNote = f.file + " downloaded"
}
