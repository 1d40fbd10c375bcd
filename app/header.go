package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
)

// Render draws the whole page. What may be missing has a wrapper that stays, so
// that nothing after it moves.
func (s *shell) Render() app.UI {
	return app.Div().Class("shell", "pane-"+s.pane).Body(
		s.header(),
		app.Main().Class("main").Body(
			app.Div().Class("bench", gone(s.page != "/")).Body(s.bench()...),
			app.Div().Class("reading", gone(s.page == "/")).ID("reading").Body(s.reading()...),
		),
		app.Div().Class("sr-only").Role("status").Text(s.announced),
		app.Div().Class("dialogs").Body(s.shortcutList(), s.sealPanel(), s.exportPanel()),
	)
}

// gone is the class of an element that is not there for now. The attribute
// "hidden" will not do: go-app writes it into first pages even when false.
func gone(yes bool) string {
	if yes {
		return "gone"
	}
	return ""
}

// title names the page in the browser's tab and history.
func (s *shell) title() string {
	switch section, name := splitPage(s.page); {
	case section == "rules" && name != "":
		return titleOf(name) + " · " + Site.Name
	case section == "rules":
		return "Rules · " + Site.Name
	case section == "guide":
		return guideOf(name).title + " · " + Site.Name
	}
	return Site.Title
}

func (s *shell) header() app.UI {
	return app.Header().Class("bar").Body(
		app.A().Class("brand").Href(link("/")).Body(
			app.Span().Class("brand-mark").Aria("hidden", "true").Text("✓"),
			app.Text(Site.Name)),
		app.Nav().Class("pages").Aria("label", "Pages").Body(
			s.pageLink("/", "Audit"), s.pageLink("/rules", "Rules"), s.pageLink("/guide", "Guide")),
		app.Div().Class("targets", gone(s.page != "/")).Body(s.targets()...),
		app.Div().Class("bar-gap"),
		app.Div().Class("update").Body(app.If(s.updated, func() app.UI {
			return app.Button().Type("button").Text("New version: reload").OnClick(s.reload)
		})),
		s.sealBadge(),
		app.Button().Type("button").Class("menu-button").ID("menu-button").Aria("label", "Menu").
			Attr("popovertarget", "menu").Text("⋯"),
		s.menu(),
	)
}

func (s *shell) pageLink(address, name string) app.UI {
	section, _ := splitPage(s.page)
	a := app.A().Href(link(address)).Text(name)
	if "/"+section == address {
		return a.Aria("current", "page")
	}
	return a.Aria("current", "")
}

// releases are the versions offered as targets, newest first.
var releases = map[string][]string{
	"apache":   {"2.4.71", "2.4.68", "2.4.66", "2.4.62", "2.4.58", "2.4.57", "2.4.52", "2.4.41"},
	"gunicorn": {"27.0", "26.2", "26.0", "25.3", "25.1", "25.0", "24.1", "24.0", "23.0", "22.0", "21.2", "20.1"},
	"django":   {"6.0", "5.2", "5.1", "5.0", "4.2", "3.2"},
	"nginx":    {"1.29", "1.28", "1.26", "1.24", "1.22", "1.20", "1.18"},
	"systemd":  {"262", "261", "260", "259", "258", "257", "256", "255", "254", "252", "249", "247", "245"},
}

var software = map[string]string{
	"apache": "Apache", "django": "Django", "gunicorn": "Gunicorn", "nginx": "nginx", "systemd": "systemd",
}

func (s *shell) targets() []app.UI {
	spoken := s.session.Software()
	var fields []app.UI
	for _, name := range audit.DefaultTargets().Names() {
		fields = append(fields, app.Label().Class("target", gone(!spoken[name])).Body(
			app.Span().Text(software[name]),
			app.Select().DataSet("target", name).Title("The release that the audit assumes").
				OnChange(s.onTarget, app.EventScope(name)).Body(s.targetOptions(name)...)))
	}
	return fields
}

// targetOptions offers the releases of a software; the first option leaves the
// choice to the files.
func (s *shell) targetOptions(name string) []app.UI {
	chosen := ""
	if v, ok := s.session.Targets[name]; ok {
		chosen = v.String()
	}
	auto := "auto"
	if chosen == "" {
		auto = s.session.Target(name).String() + " auto"
	}
	options := []app.UI{app.Option().Value(automatic).Text(auto).Selected(chosen == "")}
	for _, version := range releases[name] {
		options = append(options, app.Option().Value(version).Text(version).Selected(version == chosen))
	}
	return options
}

// automatic is the value of the option that chooses nothing; go-app leaves an
// empty value out.
const automatic = "auto"

// chosenValue gives the value of the list that an event comes from, empty where
// nothing is chosen.
func chosenValue(ctx app.Context) string {
	if value := ctx.JSSrc().Get("value").String(); value != automatic {
		return value
	}
	return ""
}

func (s *shell) onTarget(ctx app.Context, _ app.Event) {
	name := ctx.JSSrc().Get("dataset").Get("target").String()
	s.do(s.session.SetTarget(name, chosenValue(ctx)))
	saveMarks(localStorage(), s.session)
}

// The seal's states, as the badge shows them.
func (s *shell) sealBadge() app.UI {
	state, long, short := "open", "", "Sealing…"
	switch {
	case s.seal.Sealed && !s.seal.proven:
		state, long, short = "untested", "Sealed, ", "untested"
	case s.seal.Sealed:
		state, long, short = "sealed", "Network ", "sealed"
	case s.seal.done:
		state, long, short = "failed", "Network ", "open"
	}
	return app.Button().Type("button").Class("seal", "seal-"+state).ID("seal").
		Title("What this means, and how to check it").OnClick(s.onSeal).Body(
		app.Span().Class("seal-dot").Aria("hidden", "true"),
		app.Span().Class("seal-text").Body(app.Span().Class("seal-long").Text(long), app.Text(short)))
}

func (s *shell) onSeal(app.Context, app.Event) { openDialog("seal-panel") }

func openDialog(id string) {
	if d := byID(id); d.Truthy() && !d.Get("open").Bool() {
		d.Call("showModal")
	}
}

func (s *shell) menu() app.UI {
	return app.Div().ID("menu").Class("menu").Attr("popover", "auto").Role("group").Aria("label", "Menu").Body(
		app.FieldSet().Body(
			app.Legend().Text("Theme"),
			app.Div().Class("choice").Body(
				s.themeChoice("", "System"), s.themeChoice("light", "Light"), s.themeChoice("dark", "Dark"))),
		s.toggle("toggle-plain", "Plain text field in place of the code editor", s.prefs.Plain, s.onPlain),
		s.toggle("toggle-keep", "Remember my files in this browser", s.prefs.Keep, s.onKeep),
		app.Div().Class("install").Body(app.If(s.installable, func() app.UI {
			return app.Button().Type("button").ID("install").Text("Install as an app").OnClick(s.onInstall)
		})),
		app.Button().Type("button").ID("export-menu").Text("Export the report").
			Disabled(s.session.Empty()).OnClick(s.onExportOpen),
		app.Button().Type("button").ID("shortcuts-open").Text("Keyboard shortcuts").OnClick(s.onShortcuts),
		app.Button().Type("button").ID("close-files").Text("Close all files").
			Disabled(s.session.Empty()).OnClick(s.onCloseFiles),
		app.Button().Type("button").ID("forget").Class("danger").Text("Forget everything").OnClick(s.onForget),
		app.P().Class("dim").Text("Version "+version()),
	)
}

func (s *shell) themeChoice(theme, name string) app.UI {
	return app.Label().Body(
		app.Input().Type("radio").Name("theme").Value(theme).Checked(s.prefs.Theme == theme).
			OnChange(func(app.Context, app.Event) { s.setTheme(theme) }, app.EventScope(theme)),
		app.Text(name))
}

func (s *shell) toggle(id, name string, on bool, change app.EventHandler) app.UI {
	return app.Label().Class("toggle").Body(
		app.Input().Type("checkbox").ID(id).Checked(on).OnChange(change, app.EventScope(id)),
		app.Span().Text(name))
}

func (s *shell) setTheme(theme string) {
	s.prefs.Theme = theme
	s.prefs.save(localStorage())
	data := app.Window().Get("document").Get("documentElement").Get("dataset")
	if theme == "" {
		data.Delete("theme")
	} else {
		data.Set("theme", theme)
	}
}

func (s *shell) onPlain(ctx app.Context, _ app.Event) {
	s.prefs.Plain = ctx.JSSrc().Get("checked").Bool()
	s.prefs.save(localStorage())
	s.editor.flush()
	s.editor.setPlain(s.prefs.Plain)
	s.markEditor()
}

func (s *shell) onKeep(ctx app.Context, _ app.Event) {
	s.prefs.Keep = ctx.JSSrc().Get("checked").Bool()
	s.prefs.save(localStorage())
	s.refresh()
}

func (s *shell) onInstall(ctx app.Context, _ app.Event) { ctx.ShowAppInstallPrompt() }

func (s *shell) onShortcuts(app.Context, app.Event) {
	byID("menu").Call("hidePopover")
	openDialog("shortcuts")
}

func (s *shell) onCloseFiles(app.Context, app.Event) {
	byID("menu").Call("hidePopover")
	s.session.Return() // from an example, if one is shown
	s.session.Clear()
	s.announced = "All files closed"
	s.refresh()
}

// onForget drops everything: files, ticks, choices.
func (s *shell) onForget(app.Context, app.Event) {
	byID("menu").Call("hidePopover")
	forget(localStorage())
	forget(sessionStorage())
	s.session.Return()
	s.session.Clear()
	fresh := NewSession()
	s.session.Marks, s.session.Targets, s.session.Filter = fresh.Marks, fresh.Targets, fresh.Filter
	s.prefs = Preferences{}
	s.setTheme("")
	s.editor.setPlain(false)
	forget(localStorage())
	s.announced = "Everything is forgotten"
	s.refresh()
}

// reload changes to the new version and carries the files over.
func (s *shell) reload(ctx app.Context, _ app.Event) {
	s.editor.flush()
	saveFiles(sessionStorage(), s.session, true)
	ctx.Reload()
}
