package app

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// shortcuts are the keys that the app listens to.
var shortcuts = []struct{ keys, what string }{
	{"F8", "Next finding"},
	{"Shift+F8", "Previous finding"},
	{"Ctrl+.", "Apply the fix of the finding shown"},
	{"Ctrl+Alt+Z", "Undo the last fix"},
	{"Ctrl+F", "Search in the text"},
	{"/", "Filter the findings"},
	{"Escape", "Close the explanation"},
	{"Tab", "Leave the editor"},
	{"?", "This list"},
}

func dialog(id, title string, body ...app.UI) app.UI {
	return app.Dialog().ID(id).Class("dialog").Aria("labelledby", id+"-title").Body(
		app.Div().Class("dialog-head").Body(
			app.H2().ID(id+"-title").Text(title),
			app.Button().Type("button").Class("close").Aria("label", "Close").Text("×").
				OnClick(func(app.Context, app.Event) { byID(id).Call("close") }, app.EventScope(id))),
		app.Div().Class("dialog-body").Body(body...))
}

func (s *shell) shortcutList() app.UI {
	var rows []app.UI
	for _, c := range shortcuts {
		rows = append(rows, app.Tr().Body(
			app.Th().Scope("row").Body(app.Kbd().Text(c.keys)), app.Td().Text(c.what)))
	}
	return dialog("shortcuts", "Keyboard shortcuts", app.Table().Class("shortcuts").Body(rows...))
}

// sealPanel says what the seal is, what is missing, and how to check it.
func (s *shell) sealPanel() app.UI {
	return dialog("seal-panel", "What protects your files",
		app.Div().Class("seal-state").Body(s.sealState()...),
		app.H3().Text("Check it yourself"),
		app.Ol().Body(
			app.Li().Text("Switch the network off, then drop a file: everything works as before."),
			app.Li().Text("Or open the browser's developer tools, watch the network list, and drop a file: nothing is sent. The one entry that may appear is the seal's own test request, and it is blocked."),
		),
		app.H3().Text("What it cannot cover"),
		app.P().Text("Browser extensions can read any page. A link to a reference opens a new tab and goes to that site, without your files."),
		app.P().Body(app.A().Href(link("/guide/privacy")).Text("More about privacy")),
	)
}

func (s *shell) sealState() []app.UI {
	if !s.seal.done {
		return []app.UI{app.P().Text("The page is being sealed.")}
	}
	lines := []app.UI{s.sealProof()}
	if s.seal.Offline {
		lines = append(lines, app.P().Text("The app is stored on this device and starts without a network."))
	} else {
		lines = append(lines, app.P().Text("The app is not stored on this device yet; it will not start without a network."))
	}
	if len(s.seal.Missing) > 0 {
		lines = append(lines, app.P().Text(fmt.Sprintf("This host does not send %s of the outer locks:", plural(len(s.seal.Missing), "header"))))
		var missing []app.UI
		for _, m := range s.seal.Missing {
			missing = append(missing, app.Li().Text(m))
		}
		lines = append(lines, app.Ul().Body(missing...))
	} else {
		lines = append(lines, app.P().Text("The host sends every outer lock too: a strict content policy, trusted types and no framing."))
	}
	return lines
}

// sealProof says how the seal was tried and what came of it.
func (s *shell) sealProof() app.UI {
	switch {
	case !s.seal.Sealed:
		return app.P().Class("notice").Text("The network is not sealed: the browser let a request through, or could not be asked. " + s.seal.Problem)
	case !s.seal.proven:
		return app.P().Text("The page has locked its network access. It tries the lock as soon as you begin to use the page.")
	}
	return app.P().Text("The network is sealed: the page locked itself after loading, then tried a request to its own server, once itself and " +
		"once from a worker as it reads your files. The browser refused both. The lock cannot be undone until the page is closed.")
}
