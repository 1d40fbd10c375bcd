// Command exact asks a real httpd what it makes of configurations.
//
//	exact table   prints the directive table: name, module, places, arguments
//	exact replay  prints what "apache2 -t" says of every generated configuration
//
// It needs Debian's apache2 unpacked, and libapache2-mod-wsgi-py3 for the rows of
// mod_wsgi; no server is started. "make exact-apache" compares the recorded
// results with the model and with the httpd of the machine, and serves requests.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

func main() {
	modules := flag.String("modules", "/usr/lib/apache2/modules", "folder with httpd's modules")
	extra := flag.String("extra", "", "another module, as NAME=PATH")
	flag.Parse()
	o, err := newOracle(*modules, *extra)
	if err != nil {
		fmt.Fprintln(os.Stderr, "exact:", err)
		os.Exit(2)
	}
	defer os.RemoveAll(o.dir)
	switch flag.Arg(0) {
	case "table":
		o.table()
	case "replay":
		o.replay()
	default:
		fmt.Fprintln(os.Stderr, "exact: say table or replay")
		os.Exit(2)
	}
}

// oracle runs "apache2 -t" on configurations behind a prefix that loads all
// modules.
type oracle struct {
	dir    string
	prefix string
}

func newOracle(modules, extra string) (*oracle, error) {
	dir, err := os.MkdirTemp("", "exact")
	if err != nil {
		return nil, err
	}
	o := &oracle{dir: dir}
	lines := []string{
		"ServerRoot " + dir, "ServerName example.test", "PidFile " + dir + "/pid",
		"Listen 127.0.0.1:8099", "ErrorLog " + dir + "/error.log", "Mutex posixsem",
	}
	loads, err := loadLines(modules)
	if err != nil {
		return nil, err
	}
	lines = append(lines, loads...)
	if name, path, ok := strings.Cut(extra, "="); ok {
		lines = append(lines, "LoadModule "+name+" "+path)
	}
	o.prefix = strings.Join(lines, "\n") + "\n"
	return o, nil
}

// first are the modules that others need before them; skipped ones exclude each
// other or serve no configuration.
var (
	first   = []string{"mpm_event", "authz_core", "authn_core", "proxy", "cache", "dbd", "dav", "ldap", "session", "watchdog", "slotmem_shm", "socache_shmcb"}
	skipped = map[string]bool{"mpm_prefork": true, "mpm_worker": true, "cgi": true, "wsgi": true, "lua": true, "bucketeer": true}
)

func loadLines(modules string) ([]string, error) {
	paths, err := filepath.Glob(modules + "/mod_*.so")
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no modules in %s", modules)
	}
	rank := map[string]int{}
	for i, name := range first {
		rank[name] = i - len(first)
	}
	name := func(path string) string {
		return strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "mod_"), ".so")
	}
	sort.SliceStable(paths, func(i, j int) bool { return rank[name(paths[i])] < rank[name(paths[j])] })
	var lines []string
	for _, p := range paths {
		if !skipped[name(p)] {
			lines = append(lines, "LoadModule "+symbol(name(p))+" "+p)
		}
	}
	return lines, nil
}

// symbol is the name of the module's structure, which differs for one module.
func symbol(name string) string {
	if name == "mime_magic" || name != "dumpio" {
		return name + "_module"
	}
	return "dumpio_module"
}

var where = regexp.MustCompile(`[Ss]yntax error on line (\d+) of \S+(?: ?(.*))?`)

// test says what httpd makes of the text: nothing, or the line (from 1 in the
// text) and the message of its first error.
func (o *oracle) test(text string) (line int, message string) {
	path := filepath.Join(o.dir, "test.conf")
	if err := os.WriteFile(path, []byte(o.prefix+text), 0o600); err != nil {
		return -1, err.Error()
	}
	out, err := exec.Command("apache2", "-t", "-f", path).CombinedOutput()
	if err == nil {
		return 0, ""
	}
	m := where.FindSubmatchIndex(out)
	if m == nil {
		return -1, string(bytes.TrimSpace(out))
	}
	n, _ := strconv.Atoi(string(out[m[2]:m[3]]))
	rest := strings.TrimPrefix(strings.TrimSpace(string(out[m[3]:])), "of "+path+":")
	return n - strings.Count(o.prefix, "\n"), strings.TrimSpace(rest)
}
