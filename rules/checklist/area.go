// Package checklist holds the deployment checklist: areas of items, each a
// statement that must be true of a site in production, and what is known of it
// from the verdicts of an audit and from what a person ticked.
package checklist

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"preflight/docs"
)

// Area is one page of the checklist.
type Area struct {
	ID    string // "settings", from the name of the file "20-settings.md"
	Title string
	Intro string // Markdown
	Items []Item
}

// Item is a statement that must be true.
type Item struct {
	ID    string   // "settings/secret-key"; stable, marks are kept under it
	Title string   // the statement, in Markdown of one line
	Rules []string // ids of the rules that decide it; empty: confirmed by hand
	Text  string   // Markdown: why, and where to look
}

// ByHand reports whether no rule decides the item.
func (i Item) ByHand() bool { return len(i.Rules) == 0 }

// Areas gives the checklist in its order, read once. A page that is malformed
// is left out; the tests refuse it.
func Areas() []Area { return areas() }

var areas = sync.OnceValue(func() []Area {
	read, _ := Read(docs.FS)
	return read
})

// Read reads every page of the folder "checklist" in the order of its numbers,
// and says what is wrong with those it leaves out.
func Read(fsys fs.FS) ([]Area, error) {
	entries, err := fs.ReadDir(fsys, "checklist")
	if err != nil {
		return nil, err
	}
	var (
		read   []Area
		faults []error
	)
	for _, entry := range entries {
		area, err := readPage(fsys, entry.Name())
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", entry.Name(), err))
			continue
		}
		read = append(read, area)
	}
	return read, errors.Join(faults...)
}

func readPage(fsys fs.FS, name string) (Area, error) {
	id, err := areaID(name)
	if err != nil {
		return Area{}, err
	}
	text, err := fs.ReadFile(fsys, "checklist/"+name)
	if err != nil {
		return Area{}, err
	}
	return Parse(id, string(text))
}

// areaID takes "settings" from "20-settings.md".
func areaID(name string) (string, error) {
	stem, isMarkdown := strings.CutSuffix(name, ".md")
	number, id, _ := strings.Cut(stem, "-")
	if !isMarkdown || len(number) != 2 || strings.Trim(number, "0123456789") != "" || !kebab(id) {
		return "", errors.New("the name of the file is not NN-area.md")
	}
	return id, nil
}
