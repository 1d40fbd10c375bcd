package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"preflight/rules/apache"
	"preflight/rules/audit"
)

// macroTexts are configurations with macros that httpd accepts.
var macroTexts = []string{
	"<Macro A $x>\nServerAdmin $x\n</Macro>\nUse A b\nUse a c\n",
	"<Macro A $x $xy>\nServerAdmin $xy$x\n</Macro>\nUse A b c\n",
	"<Macro A $x>\n<VirtualHost *:$x>\nServerName $x.test\nServerAdmin \"a $x\"\n</VirtualHost>\n</Macro>\nUse A 80\nUse A 81\n",
	"<Macro A $x>\nServerAdmin $x\n</Macro>\n<Macro B $y>\nUse A $y.test\nServerName $y\n</Macro>\nUse B c\n",
	"<Macro A $x>\nServerAdmin $x\n</Macro>\nUse A b\nUndefMacro A\n<Macro A>\nServerAdmin z\n</Macro>\nUse A\n",
	"<Macro A x>\nServerAdmin xaxb\n</Macro>\nUse A \"y\"\n",
	"<Macro A $x>\nServerAd$x\n</Macro>\nUse A \"min root\"\n",
	"<Macro A $x>\nServerAdmin '$x'\n# $x\n\nServerName \\\n  $x\n</Macro>\nUse A b\n",
	"<Macro M $n>\n<Macro $n $x>\nServerAdmin $n.$x\n</Macro>\n</Macro>\nUse M A\nUse A b\n",
	"<VirtualHost *>\n<Macro A $x>\nServerAdmin $x\n</Macro>\n</VirtualHost>\nUse A b\n",
	"<IfModule nope.c>\n<Macro A $x>\nServerAdmin $x\n</Macro>\n</IfModule>\n<IfModule !nope.c>\n<Macro A $x>\nServerAdmin y$x\n</Macro>\n</IfModule>\nUse A b\n",
	"<Macro A $x $y>\nServerAdmin $x\n</Macro>\nUse A $y b\n",
}

// refusedMacros are configurations that httpd refuses, and on which line.
var refusedMacros = map[string]int{
	"Use A\n": 1,
	"<Macro A $x>\nServerAdmin $x\n</Macro>\nUse A\n":          4,
	"<Macro A $x>\nServerAdmin $x\n</Macro>\nUse A b c\n":      4,
	"<Macro A>\nServerAdmin x\n</Macro>\nUse B\nUse A\n":       4,
	"<Macro A>\nServerAdmin x\n</Macro>\nTimeout 3\nUse A x\n": 5,
}

// TestMacrosAreThoseOfHttpd compares what macros are expanded to with what
// mod_info prints of the configuration that httpd has read.
func TestMacrosAreThoseOfHttpd(t *testing.T) {
	if _, err := exec.LookPath("apache2"); err != nil {
		t.Skip("no apache2 on this machine: nothing is compared")
	}
	o, err := newOracle("/usr/lib/apache2/modules", "")
	if err != nil {
		t.Skip(err)
	}
	defer os.RemoveAll(o.dir)
	for _, text := range macroTexts {
		if got, want := admins(text), o.admins(t, text); !slices.Equal(got, want) {
			t.Errorf("%q, httpd reads %q\n%s", got, want, text)
		}
	}
	for text, want := range refusedMacros {
		line, message := o.test(text)
		got, class := refused("LoadModule macro_module a\n" + text)
		if line != want || got-1 != want || class != "macro" {
			t.Errorf("line %d (%s), httpd says line %d (%s)\n%s", got-1, class, line, message, text)
		}
	}
}

// admins gives the ServerAdmin and ServerName lines that the model sees.
func admins(text string) []string {
	file := &audit.File{Name: "httpd.conf", Kind: apache.Kind, Text: preamble + "LoadModule macro_module a\n" + text}
	c := apache.Configs(audit.NewStack([]*audit.File{file}, nil, nil))[0]
	var all []string
	for _, name := range []string{"ServerAdmin", "ServerName"} {
		c.Each(name, func(u *apache.Use) {
			if u.Known() && !u.Scope.Within("macro") {
				all = append(all, strings.Join(append([]string{name}, u.Values()...), " "))
			}
		})
	}
	return all
}

var adminLine = regexp.MustCompile(`(?m)^\s*(Server(?:Admin|Name)) ["']?(.*?)["']?$`)

// admins gives the same lines as httpd has read them.
func (o *oracle) admins(t *testing.T, text string) []string {
	path := filepath.Join(o.dir, "dump.conf")
	prefix := strings.Replace(o.prefix, "ServerName example.test\n", "", 1)
	if err := os.WriteFile(path, []byte(prefix+text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("apache2", "-t", "-D", "DUMP_CONFIG", "-f", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, out, text)
	}
	var all []string
	for _, name := range []string{"ServerAdmin", "ServerName"} {
		for _, m := range adminLine.FindAllStringSubmatch(string(out), -1) {
			if m[1] == name {
				all = append(all, m[1]+" "+m[2])
			}
		}
	}
	return all
}

// TestVersionsAreThoseOfHttpd asks the httpd of this machine which conditions on
// its release hold.
func TestVersionsAreThoseOfHttpd(t *testing.T) {
	out, err := exec.Command("apache2", "-v").Output()
	if err != nil {
		t.Skip("no apache2 on this machine: nothing is compared")
	}
	release := regexp.MustCompile(`2\.4\.\d+`).FindString(string(out))
	o, err := newOracle("/usr/lib/apache2/modules", "")
	if err != nil || release == "" {
		t.Skip("no release of 2.4: ", err)
	}
	defer os.RemoveAll(o.dir)
	for _, test := range []string{
		"2.4", "= 2.4", "> 2.4", "<= 2.4", ">= 2.4", "< 2.4", "!> 2.4", "!= 2.4", "> 2", "<= 3", ">= 2.4.9", "2.2", "!< 2.5",
		release, "= " + release, "> " + release, ">= " + release, "!" + release, "< " + release, "<= " + release,
	} {
		text := "<IfVersion " + test + ">\nBogus\n</IfVersion>\n"
		line, _ := o.test(text)
		file := &audit.File{Name: "httpd.conf", Kind: apache.Kind, Text: preamble + text}
		targets := audit.Targets{"apache": audit.MustVersion(release)}
		_, refused := apache.Configs(audit.NewStack([]*audit.File{file}, targets, nil))[0].Refused()
		if refused != (line != 0) {
			t.Errorf("%q of %s: the body is read: %v, httpd says line %d", test, release, refused, line)
		}
	}
}
