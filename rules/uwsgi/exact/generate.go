// Command exact asks a real uWSGI which options it makes of generated
// configurations, and prints them one a line: the number, a tab, and the list as
// a quoted Go string. "make exact-uwsgi" compares them with the model.
package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// configurations is how many are generated.
const configurations = 600

// The folder in which uWSGI is started, and its environment. Paths are part of
// what is compared.
const folder = "/tmp/preflight-exact-uwsgi"

var environment = map[string]string{"HOME": "/srv/shop", "STAGE": "live", "EMPTY": "", "REF": "%(base)/x"}

// names are options, and words that are no option and serve as placeholders.
var names = []string{
	"master", "processes", "harakiri", "vacuum", "need-app", "procname", "buffer-size", "spooler-chdir", "touch-reload", "max-requests",
	"base", "project", "a", "b", "route", "log-format", "check-static", "Master", "base-dir", "threads",
}

var values = []string{
	"true", "false", "4", "", "0", "/srv/shop", "%(base)", "%(base)/static", "%(a)%(b)", "%(project).wsgi", "$(HOME)", "$(HOME)/x", "$(NONE)",
	"$(STAGE)%(a)", "%n", "%s:%e", "%d", "%dmedia", "%c/%0/%1/%9", "%p %o", "%%d", "%%", "50%", "%", "%Y-%m-%d", "%(processes)", "%(processes + 2)",
	"%(processes 1)", "%(a b ++)", "%(threads * 3 - 1)", "%(processes / 0)", "x ; y", "x # y", "/static=%(base)/static", "a=b=c", " padded\t", "(a)", "%((a))",
	"%(a", "%(none)", "$(REF)", "%(a)(b)", "$$(HOME)", "%%(base)", "%x", "%X", "%N.%E", "%v", "%()", "%( )", "a%(b)c%(a)d", "\"quoted\"", "caf\u00e9", "%(processes --)",
}

var odd = []string{
	"", "; comment", "# comment", "   # indented", "[other]", "[uwsgi]", "  [uwsgi]  ", "[uwsgi] ; note", "[dev]", "[", "vacuum", "  master  ", "= value", "key =",
	"a == b", "strict = false", "set = a=1", "set-placeholder = deep=%(base)/deep", "touch-reload = %(deep)", "set = processes=%(a)", "\r", "x = 1\r", "# ends in %", "include = part.ini",
	"ini = part.ini:dev", "ini = :dev", "inherit = part.ini", "declare-option = twice=procname=$1-$2;touch-reload=$1", "twice = one two", "a = %(a)x%(b)", "ini = %dpart.ini",
	"include = part.ini",
}

var heads = []string{
	"for = a b  c", "for-times = 3", "if-env = STAGE", "if-env = STAGE=live", "if-not-env = NONE", "if-env = NONE", "if-not-env = STAGE=test", "if-exists = /etc/passwd",
	"if-not-file = /etc/passwd", "if-dir = /etc", "if-file = /nowhere", "if-opt = master", "if-opt = master=true", "if-not-opt = base", "if-opt = processes", "if-reload =", "if-not-reload =",
	"if-not-opt = a=4", "if-directory = /etc", "if-not-exists = /nowhere", "for = %(base) x",
}

var tails = []string{"endfor =", "end-if =", "endif", "end = x", "endif = true", "end-for"}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// generate gives the two files of a configuration: the one that is started, and
// one that it may load.
func generate(n int) (main, part string) {
	r := rand.New(rand.NewPCG(uint64(n), 2031))
	return write(r, 3+r.IntN(12), true), write(r, 1+r.IntN(4), false)
}

func write(r *rand.Rand, lines int, loads bool) string {
	var b strings.Builder
	b.WriteString("[uwsgi]\n")
	inside := false
	for range lines {
		switch k := r.IntN(20); {
		case k < 3:
			line := pick(r, odd)
			if !loads && (strings.HasPrefix(line, "in") || strings.HasPrefix(line, "ini")) {
				continue
			}
			b.WriteString(line + "\n")
		case k < 6 && loads:
			if inside {
				b.WriteString(pick(r, tails) + "\n")
			} else {
				b.WriteString(pick(r, heads) + "\n")
			}
			inside = !inside
		case k < 8 && inside:
			fmt.Fprintf(&b, "%s = %s\n", pick(r, names), pick(r, []string{"%(_)", "/x/%(_)/%(_)", "%(_)%(a)", "plain"}))
		default:
			fmt.Fprintf(&b, "%s%s%s\n", pick(r, names), pick(r, []string{" = ", "=", " =", "\t=\t"}), pick(r, values))
		}
	}
	if !loads {
		fmt.Fprintf(&b, "[dev]\nprocname = %s\n%s = %s\n", pick(r, values), pick(r, names), pick(r, values))
	}
	text := strings.TrimSuffix(b.String(), pick(r, []string{"\n", ""}))
	if strings.HasSuffix(text, "%") {
		text += "\n" // at the end of a file uWSGI reads beyond it
	}
	return text
}
