package uwsgi

import (
	_ "embed"
	"strings"
	"sync"

	"preflight/rules/spell"
)

// optionTable lists the options of uWSGI and its plugins, as exact/options.py
// reads them from the sources of 2.0.31, where the columns are explained.
//
//go:embed options.txt
var optionTable string

// option is one option of uWSGI.
type option struct {
	name      string
	kind      string // bool, unset, int, megabytes, text, list, load, logic, deprecated or other
	arg       byte   // on a command line: n nothing follows, o something may, r something does
	immediate bool   // acted upon as soon as it is read: placeholders are not put in
	master    bool   // switches the master process on
	variable  string // the first option that sets the same variable
	short     byte   // the letter of the short form, or 0
}

var options = sync.OnceValue(func() map[string]*option {
	all := make(map[string]*option, 1300)
	for line := range strings.Lines(optionTable) {
		o := readOption(strings.Fields(line))
		all[o.name] = o
	}
	return all
})

func readOption(cells []string) *option {
	o := &option{name: cells[0], kind: cells[1], arg: 'r', variable: cells[0]}
	if o.kind == "bool" || o.kind == "unset" {
		o.arg = 'n'
	}
	for _, cell := range cells[2:] {
		switch cell[0] {
		case 'a':
			o.arg = cell[1]
		case '=':
			o.variable = cell[1:]
		case '-':
			o.short = cell[1]
		default:
			o.immediate = strings.Contains(cell, "I")
			o.master = strings.Contains(cell, "M")
		}
	}
	return o
}

// variableOf is what an option sets: its own name, or that of the first of
// several options that set the same.
func variableOf(name string) string {
	if o := options()[name]; o != nil {
		return o.variable
	}
	return name
}

// nearest is the known option that a misspelt name is likely to mean: the
// closest one, at most two changes away and one in short names.
func nearest(name string) string {
	if len(name) < 4 || len(name) > 40 {
		return ""
	}
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	for _, same := range []string{name + "s", name + "es", strings.TrimSuffix(name, "s")} {
		if options()[same] != nil {
			return same
		}
	}
	best, limit := "", 3
	if len(name) < 8 {
		limit = 2
	}
	least := limit
	for known := range options() {
		if known[0] != name[0] {
			continue // nobody mistypes the first letter; "host" is not vhost
		}
		if d := spell.Slips(name, known, limit-1); d < least || d == least && d < limit && known < best {
			best, least = known, d
		}
	}
	return best
}
