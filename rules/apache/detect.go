package apache

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// surest are the names that only httpd gives its files.
var surest = map[string]bool{
	"apache2.conf": true, "httpd.conf": true, ".htaccess": true, "httpd-vhosts.conf": true, "httpd-ssl.conf": true,
	"options-ssl-apache.conf": true,
}

// telling are directives that no other program has.
var telling = map[string]bool{
	"servername": true, "documentroot": true, "rewriteengine": true, "rewriterule": true, "wsgiscriptalias": true,
	"wsgidaemonprocess": true, "loadmodule": true, "servertokens": true, "proxypass": true, "sslengine": true,
	"sslcertificatefile": true, "includeoptional": true, "sslprotocol": true, "allowoverride": true, "traceenable": true,
	"serversignature": true, "requestheader": true, "addhandler": true, "directoryindex": true, "customlog": true,
	"wsgipythonpath": true, "scriptalias": true,
}

// detectLines is how many lines a text is judged by.
const detectLines = 400

// homes are folders that hold httpd's files and no other program's.
var homes = map[string]bool{
	"apache2": true, "httpd": true, "conf-enabled": true, "conf-available": true, "mods-enabled": true, "mods-available": true,
}

// detect judges by the name, then by how many lines are httpd's.
func detect(name, text string) int {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	base := path.Base(name)
	if surest[base] {
		return 100
	}
	switch path.Ext(base) {
	case ".md", ".markdown", ".rst", ".html", ".xml", ".py", ".service", ".socket", ".timer", ".ini", ".toml", ".yml", ".yaml", ".json":
		return 0
	}
	found := tallyOf(text)
	switch {
	case isHoused(name) && found.plausible(), named(base) && found.total > 0 && found.plausible():
		return 90
	case found.guarded && !strings.Contains(name, "proftpd"):
		return max(60, found.score())
	}
	return found.score()
}

// named reports whether a file is called after the server: "apache.conf" is what
// packages call the piece that they bring.
func named(base string) bool {
	return strings.HasSuffix(base, ".conf") && (strings.Contains(base, "apache") || strings.Contains(base, "httpd"))
}

func isHoused(name string) bool {
	if ext := path.Ext(name); ext != ".conf" && ext != ".load" {
		return false
	}
	return slices.ContainsFunc(strings.Split(path.Dir(name), "/"), func(part string) bool { return homes[part] })
}

// tally is what the lines of a text say of its kind.
type tally struct {
	total, own int  // directives, and those that httpd has
	sure       int  // those that no other program has
	guarded    bool // it begins with <IfModule mod_…>, as files of modules do
}

func tallyOf(text string) tally {
	var found tally
	body := httpdconf.Parse(&audit.File{Text: firstLines(text, detectLines)}).Body
	found.guarded = len(body) > 0 && body[0].Section && body[0].Is("IfModule") && strings.HasPrefix(body[0].Arg(0), "mod_")
	httpdconf.Walk(body, func(d *httpdconf.Directive) bool {
		found.add(d)
		return true
	})
	return found
}

func (t *tally) add(d *httpdconf.Directive) {
	s, known := specOf(d.Name.Value, d.Section)
	if known && s.args != "?" && arity(s.args, &Use{Directive: d}) != "" {
		known = false // other servers have directives of the same name
	}
	if !known && d.Section && !isForeign(d.Name.Value) {
		t.total += 5 // few modules bring sections of their own
	}
	if known || !isForeign(d.Name.Value) {
		t.total++
	}
	switch {
	case strings.HasSuffix(d.Text, ";"), strings.HasSuffix(d.Text, "{"), strings.HasPrefix(d.Text, "="):
	case known && d.Section:
		t.own++
		t.sure += 2
	case known && (telling[strings.ToLower(s.name)] || s.name == d.Name.Value && isCompound(s.name)):
		t.own++
		t.sure++
	case known:
		t.own++
	}
}

// isCompound reports whether a name is long and made of several words, as few
// programs write theirs.
func isCompound(name string) bool {
	return len(name) >= 10 && strings.ToLower(name[1:]) != name[1:]
}

// plausible reports whether nothing speaks against httpd.
func (t tally) plausible() bool { return t.own*5 >= t.total*3 }

func (t tally) score() int {
	switch {
	case t.total == 0 || t.sure == 0 || !t.plausible():
		return 0
	case t.sure == 1:
		return 60
	}
	return 85
}

func firstLines(text string, n int) string {
	at := 0
	for ; n > 0; n-- {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return text
		}
		at += i + 1
	}
	return text[:at]
}

// claim takes files of no known kind that files of httpd include.
func claim(files []*audit.File) {
	var own, strange []*audit.File
	for _, f := range files {
		switch f.Kind {
		case Kind:
			own = append(own, f)
		case audit.KindUnknown:
			strange = append(strange, f)
		}
	}
	lib, asked := newLibrary(strange), 0 // includes so far
	for i := 0; i < len(own) && len(lib.files) > 0; i++ {
		httpdconf.Walk(httpdconf.Parse(own[i]).Body, func(d *httpdconf.Directive) bool {
			if includes(d) && asked < maxIncludes {
				asked++
				own = append(own, lib.claim(anyOf(d))...)
			}
			return true
		})
	}
}

// claim takes the files of the library that an Include reads, unless they read
// as something else: names are matched by their ends only. Each is looked at once.
func (l *library) claim(pattern string) (taken []*audit.File) {
	found := l.matching(pattern)
	for _, f := range found {
		if tallyOf(f.Text).plausible() {
			f.Kind = Kind
			taken = append(taken, f)
		}
	}
	l.files = slices.DeleteFunc(l.files, func(f *audit.File) bool { return slices.Contains(found, f) })
	return taken
}
