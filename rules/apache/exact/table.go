package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// table prints a line for each directive of the loaded modules.
func (o *oracle) table() {
	path := filepath.Join(o.dir, "list.conf")
	if err := os.WriteFile(path, []byte(o.prefix), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	out, err := exec.Command("apache2", "-L", "-f", path).Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "apache2 -L:", err)
		return
	}
	rows := map[string]string{}
	var name, module string
	text := strings.ReplaceAll(string(out), "\n\twhen", " when")
	for _, l := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(l, "\tAllowed in"):
			rows[name] = fmt.Sprintf("%s\t%s\t%s\t%s", name, strings.TrimSuffix(module, ".c"), o.places(name, l), o.arguments(name, l))
		case heading.MatchString(l):
			name, module, _ = strings.Cut(strings.TrimSuffix(l, ")"), " (")
		}
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, row)
	}
	sort.Slice(lines, func(i, j int) bool { return strings.ToLower(lines[i]) < strings.ToLower(lines[j]) })
	fmt.Println(strings.Join(lines, "\n"))
}

// heading is the line that opens a directive's entry in the list.
var heading = regexp.MustCompile(`^\S+ \(\S+\)$`)

// classes are the letters of the AllowOverride classes.
var classes = []struct{ word, letter string }{
	{"AuthConfig", "A"}, {"FileInfo", "F"}, {"Indexes", "I"}, {"Limit", "L"}, {"Options", "O"}, {"isn't None", "N"},
}

// places abbreviates where a directive may stand: s in a server, d in a
// directory section, g only outside virtual hosts, then its classes in .htaccess.
func (o *oracle) places(name, text string) string {
	code := "sd"
	switch {
	case strings.Contains(text, "only outside"), strings.Contains(text, "no per-dir"):
		code = "s"
		if o.global(name) {
			code = "g"
		}
	case strings.Contains(text, "only inside"):
		code = "d"
	}
	if _, override, ok := strings.Cut(text, ".htaccess"); ok {
		for _, c := range classes {
			if strings.Contains(override, c.word) {
				code += c.letter
			}
		}
	}
	return code
}

// global reports whether the directive is refused in a virtual host.
func (o *oracle) global(name string) bool {
	if name[0] == '<' {
		return false
	}
	for _, args := range []string{"", "x", "On", "1", "x y", "x y z"} {
		if _, message := o.test("<VirtualHost *:80>\n" + name + " " + args + "\n</VirtualHost>\n"); strings.Contains(message, "cannot occur within") {
			return true
		}
	}
	return false
}

// counts are the phrases in which httpd says how many arguments it wants.
var counts = []struct{ phrase, code string }{
	{"takes no arguments", "0"}, {"takes one argument", "1"}, {"takes two arguments", "2"}, {"takes three arguments", "3"},
	{"takes 1-2 arguments", "12"}, {"takes 2-3 arguments", "23"}, {"takes two or three arguments", "23"},
	{"takes one, two or three arguments", "123"}, {"takes one or three arguments", "13"},
	{"requires at least two arguments", "2+"}, {"requires at least one argument", "1+"}, {"must be On or Off", "?"},
}

// arguments tells how many arguments the directive takes, from what httpd says
// of none and of many; "*" where it reads the rest of the line itself.
func (o *oracle) arguments(name, context string) string {
	before, after := "", ""
	if strings.Contains(context, "only inside") {
		before, after = "<Directory /x>\n", "</Directory>\n"
	}
	if name[0] == '<' {
		return "*"
	}
	for _, args := range []string{"", " a b c d e f g h", " a b"} {
		_, message := o.test(before + name + args + "\n" + after)
		for _, c := range counts {
			if strings.Contains(message, name+" "+c.phrase) {
				return c.code
			}
		}
	}
	return "*"
}
