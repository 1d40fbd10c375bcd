// Package app is the app that a person sees: the pages, and the session behind
// them. What it shows, the package rules has thought.
package app

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/docs"
	"preflight/rules"
)

// version names the build, as its builder wrote it into the page.
func version() string {
	if v := app.Getenv("GOAPP_VERSION"); app.IsClient && v != "" {
		return v
	}
	return "development"
}

// Site is what the pages say of themselves; the builder of the bundle writes it
// into them. Paths are as the server has them.
var Site = struct {
	Name, ShortName, Title, Description, Lang           string
	ThemeColor, BackgroundColor, LoadingLabel, StartURL string
	IconDefault, IconLarge, IconSVG, IconMaskable       string
	Styles, Scripts, Cacheable                          []string
}{
	Name:            "Preflight",
	ShortName:       "Preflight",
	Title:           "Preflight: audit a Django deployment in the browser",
	Description:     "Audits settings.py, nginx, systemd and the files around them. Runs in the browser, works offline, uploads nothing.",
	Lang:            "en",
	ThemeColor:      "#f7f8f9",
	BackgroundColor: "#f7f8f9",
	LoadingLabel:    "Loading {progress}%",
	StartURL:        "/",
	IconDefault:     "/web/icons/icon-192.png",
	IconLarge:       "/web/icons/icon-512.png",
	IconSVG:         "/web/icons/icon.svg",
	IconMaskable:    "/web/icons/maskable-512.png",
	Styles:          []string{"/web/style.css"},
	Scripts:         []string{"/web/boot.js", "/web/editor/editor.min.js defer"},
	Cacheable:       []string{"/web/worker.js", "/web/icons/icon.svg"},
}

// Pages lists the addresses of the app: the audit, the catalogue with a page
// for each rule, and the guide.
func Pages() []string {
	pages := []string{"/", "/rules", "/guide"}
	for _, r := range rules.All() {
		pages = append(pages, "/rules/"+r.ID)
	}
	for _, g := range guidePages() {
		pages = append(pages, "/guide/"+g.name)
	}
	return pages
}

// Routes registers the addresses of the app. One component serves them all, so
// that going from one to another loses nothing. In the browser a pattern does
// for the many: reading all docs would only delay the start.
func Routes() {
	if app.IsClient {
		app.RouteWithRegexp("^/(rules|guide)?(/|$)", func() app.Composer { return newShell("/") })
		return
	}
	for _, address := range Pages() {
		app.Route(address, func() app.Composer { return newShell(address) })
	}
}

// link gives the address of a page of the app as an attribute wants it: hosted
// below a folder, a page in the browser needs the folder in front.
func link(address string) string {
	if app.IsServer {
		return address
	}
	return strings.TrimSuffix(app.Getenv("GOAPP_ROOT_PREFIX"), "/") + address
}

// pageOf gives the address of a page of the app from the path of its URL.
func pageOf(path string) string {
	path = strings.TrimPrefix(path, strings.TrimSuffix(app.Getenv("GOAPP_ROOT_PREFIX"), "/"))
	path = strings.TrimSuffix(strings.TrimSuffix(path, "/"), ".html")
	if path == "" || path == "/index" {
		return "/"
	}
	return path
}

// guidePage is a page of the guide.
type guidePage struct {
	name, title, markdown string
}

// guideOrder is the order in which the guide is read; other pages follow.
var guideOrder = []string{"formats", "verdicts", "score", "reports", "keyboard", "privacy", "command-line"}

// guidePages reads the guide.
func guidePages() []guidePage {
	entries, err := fs.ReadDir(docs.FS, "guide")
	if err != nil {
		return nil
	}
	var pages []guidePage
	for _, e := range entries {
		text, err := docs.FS.ReadFile("guide/" + e.Name())
		name, isMarkdown := strings.CutSuffix(e.Name(), ".md")
		if err != nil || !isMarkdown {
			continue
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		pages = append(pages, guidePage{name, title, string(text)})
	}
	slices.SortStableFunc(pages, func(a, b guidePage) int { return cmp.Compare(a.rank(), b.rank()) })
	return pages
}

// rank is the place of the page in the guide.
func (g guidePage) rank() int {
	if i := slices.Index(guideOrder, g.name); i >= 0 {
		return i
	}
	return len(guideOrder)
}
