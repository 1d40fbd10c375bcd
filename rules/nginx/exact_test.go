package nginx

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/syntax/nginxconf"
)

// oracle is the nginx to measure with. With it, the tables in testdata/exact
// are written anew; without it, they are replayed.
var oracle = flag.String("nginx", "", "path of an nginx whose verdicts are written to testdata/exact")

// verdict is what nginx -t says of a configuration: the line of the first
// error, or 0 where it takes it, and the class of the message.
type verdict struct {
	line  int
	class string
}

// TestExactLexer replays tricky words: nginx's verdict and, where it shows the
// value of a word, that value.
func TestExactLexer(t *testing.T) {
	table := filepath.Join("testdata", "exact", "lexer.tsv")
	if *oracle != "" {
		measureLexer(t, table)
	}
	for _, row := range rows(t, table) {
		t.Run(row[0], func(t *testing.T) {
			text := unquote(t, row[1])
			if row[4] != "" {
				replayWord(t, text, unquote(t, row[4]))
				return
			}
			got := ours(text)
			if want := row[2]; want != fmt.Sprint(got.line) && row[3] != "semantic" {
				t.Errorf("%q: we stop at line %d (%s), nginx at %s (%s)", shorten(text, 60), got.line, got.class, want, row[3])
			}
		})
	}
}

// replayWord compares the first argument, up to which nginx read the text: it
// stopped there over its value, which is the name of no user.
func replayWord(t *testing.T, text, want string) {
	c := nginxconf.Parse(&audit.File{Name: "nginx.conf", Text: text}, Known)
	d := c.Parts[0].Body[0]
	if got, _, _ := strings.Cut(d.Arg(0), "\x00"); got != want { // nginx shows it as a C string
		t.Errorf("%q: the word is %q, nginx reads %q", text, got, want)
	}
	for _, p := range c.Problems {
		if p.Stop >= 0 && p.Stop <= d.Semi {
			t.Errorf("%q: %s, nginx takes it", text, p.Message)
		}
	}
}

// TestExactGenerated replays configurations with random faults.
func TestExactGenerated(t *testing.T) {
	table := filepath.Join("testdata", "exact", "generated.tsv")
	if *oracle != "" {
		measureGenerated(t, table)
	}
	all := rows(t, table)
	if len(all) < 500 {
		t.Errorf("the table has %d configurations, want 500", len(all))
	}
	for _, row := range all {
		text := unquote(t, row[1])
		if got := ours(text); row[2] != fmt.Sprint(got.line) {
			t.Errorf("%s: we stop at line %d (%s), nginx at %s (%s):\n%s", row[0], got.line, got.class, row[2], row[3], text)
		}
	}
}

// TestExactContexts replays where each directive may stand.
func TestExactContexts(t *testing.T) {
	table := filepath.Join("testdata", "exact", "contexts.tsv")
	if *oracle != "" {
		measureContexts(t, table)
	}
	for _, row := range rows(t, table) {
		info := directives()[row[0]]
		if info == nil {
			t.Errorf("%s is not in the table", row[0])
			continue
		}
		var measured Context
		for _, letter := range row[1] {
			measured |= 1 << strings.IndexRune(contextLetters, letter)
		}
		const asked = 1<<14 - 1 // the contexts that are measured
		if got := info.contexts & asked &^ widened[row[0]]; got != measured {
			t.Errorf("%s: the table has %v, nginx takes it in %v", row[0], got, measured)
		}
	}
}

// widened are contexts that releases after 1.22.1 added, or that belong to
// modules which Debian's build lacks.
var widened = map[string]Context{
	"resolver": InUpstream | InStreamUpstream, "resolver_timeout": InUpstream | InStreamUpstream,
	"server_name": InStreamServer, "server_names_hash_bucket_size": InStream, "server_names_hash_max_size": InStream,
	"ssl_ocsp": InStream | InStreamServer, "ssl_ocsp_cache": InStream | InStreamServer, "ssl_ocsp_responder": InStream | InStreamServer,
	"ssl_reject_handshake": InStream | InStreamServer, "ssl_stapling": InStream | InStreamServer, "ssl_stapling_file": InStream | InStreamServer,
	"ssl_stapling_responder": InStream | InStreamServer, "ssl_stapling_verify": InStream | InStreamServer,
}

// ours is our verdict on a whole configuration.
func ours(text string) verdict {
	f := &audit.File{Name: "nginx.conf", Kind: Kind, Text: text}
	stack := audit.NewStack([]*audit.File{f}, audit.Targets{"nginx": audit.MustVersion("1.22.1")}, nil)
	site := &Site{Target: stack.Targets["nginx"]}
	c := nginxconf.Parse(f, Known)
	best, class := len(text)+1, ""
	guess := best // from here on, what we read is no longer what nginx reads
	for _, p := range c.Problems {
		if p.Stop >= 0 && p.Stop < best {
			best, class = p.Stop, p.Message
		}
		if strings.HasPrefix(p.Message, "missing closing") {
			guess = min(guess, p.Span.Start)
		}
	}
	note := func(stop int, why string) {
		if stop >= 0 && stop < best && stop < guess {
			best, class = stop, why
		}
	}
	b := &Block{Site: site, Context: InMain}
	site.fill(b, c.Parts[0], c.Parts[0].Body, 0)
	b.each(func(b *Block) {
		for i := range b.Items {
			whole := b.asRead(i)
			stop := max(whole.Semi, whole.Open)
			if why := b.refused(whole); why != nil {
				if entry := entryOf(whole, why); entry != nil {
					stop = max(entry.Semi, entry.Open)
				}
				note(stop, why.class)
			}
		}
		b.duplicates(func(_, second *Directive) { note(max(second.Semi, second.Open), "duplicate") })
	})
	if class == "" {
		return verdict{0, "accepted"}
	}
	return verdict{1 + strings.Count(text[:min(best, len(text))], "\n"), class}
}

// entryOf gives the entry of a map that the refusal speaks of, or nil.
func entryOf(d *Directive, why *refusal) *Directive {
	for _, e := range d.Block {
		if d.Entries && e.Head() == why.place {
			return e
		}
	}
	return nil
}

// asRead gives the directive as nginx reads it: one that lacks its ";" goes on
// with the words of the next.
func (b *Block) asRead(i int) *Directive {
	d := *b.Items[i]
	for d.Missing && i+1 < len(b.Items) {
		i++
		next := b.Items[i]
		d.Args = append(slices.Clone(d.Args), next.Name)
		d.Args = append(d.Args, next.Args...)
		d.Semi, d.Open, d.Missing, d.Block = next.Semi, next.Open, next.Missing, next.Block
	}
	return &d
}

// ask runs nginx -t on a configuration.
func ask(t *testing.T, text string) (verdict, string) {
	t.Helper()
	dir := filepath.Join(os.TempDir(), "preflight-nginx")
	if err := os.MkdirAll(filepath.Join(dir, "logs"), 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "n.conf")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.Command(*oracle, "-t", "-p", dir+"/", "-c", path, "-e", "stderr")
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return classify(out.String(), err == nil), out.String()
}

var (
	atLine    = regexp.MustCompile(`n\.conf:(\d+)`)
	firstLine = regexp.MustCompile(`(?s)\[emerg\] \d+#\d+: (.*?)\nnginx: configuration file`)
	shown     = regexp.MustCompile(`(?s)getpwnam\("(.*)"\) failed`)
)

// classes are the parts of nginx's messages by which they are told apart.
var classes = [][2]string{
	{"is not allowed here", "context"}, {"unknown directive", "unknown"}, {"invalid number of arguments", "arity"},
	{"is not terminated by", "terminator"}, {"has no opening", "terminator"}, {"unexpected", "structure"},
	{"too long parameter", "structure"}, {"it must be", "value"}, {"invalid condition", "value"},
	{"invalid location modifier", "value"}, {"number of the map parameters", "value"}, {"is duplicate", "duplicate"},
	{"invalid value", "value"},
}

func classify(output string, ok bool) verdict {
	if ok {
		return verdict{0, "accepted"}
	}
	v := verdict{class: "semantic"}
	if m := firstLine.FindStringSubmatch(output); m != nil {
		output = m[1]
	}
	for _, c := range classes {
		if strings.Contains(output, c[0]) {
			v.class = c[1]
			break
		}
	}
	if all := atLine.FindAllStringSubmatch(output, -1); all != nil {
		v.line, _ = strconv.Atoi(all[len(all)-1][1])
	}
	return v
}

func measureLexer(t *testing.T, table string) {
	var out strings.Builder
	out.WriteString("# case\ttext\tline of the first error\tclass\tvalue of the first argument; measured with nginx -t\n")
	for _, row := range rows(t, table) {
		v, output := ask(t, unquote(t, row[1]))
		value := ""
		if m := shown.FindStringSubmatch(output); m != nil {
			value = strconv.Quote(m[1])
		}
		fmt.Fprintf(&out, "%s\t%s\t%d\t%s\t%s\n", row[0], row[1], v.line, v.class, value)
	}
	write(t, table, out.String())
}

func measureGenerated(t *testing.T, table string) {
	var out strings.Builder
	out.WriteString("# number\ttext\tline of the first error\tclass; measured with nginx -t\n")
	random := rand.New(rand.NewPCG(7, 11))
	for n := 0; n < 600; {
		text := generate(random)
		v, _ := ask(t, text)
		if v.class == "semantic" {
			continue // needs knowledge of one directive or of the system
		}
		n++
		fmt.Fprintf(&out, "%d\t%s\t%d\t%s\n", n, strconv.Quote(text), v.line, v.class)
	}
	write(t, table, out.String())
}

// surroundings open and close each context, by its letter.
var surroundings = map[byte][2]string{
	'm': {"", " events{}"}, 'e': {"events {", "}"}, 'h': {"events{} http{", "}"}, 's': {"events{} http{server{", "}}"},
	'l': {"events{} http{server{location /{", "}}}"}, 'i': {"events{} http{server{if ($host){", "}}}"},
	'j': {"events{} http{server{location /{if ($host){", "}}}}"}, 'x': {"events{} http{server{location /{limit_except GET{", "}}}}"},
	'u': {"events{} http{upstream u{", "}}"}, 'S': {"events{} stream{", "}"}, 'T': {"events{} stream{server{", "}}"},
	'U': {"events{} stream{upstream u{", "}}"}, 'M': {"events{} mail{", "}"}, 'N': {"events{} mail{server{", "}}"},
}

func measureContexts(t *testing.T, table string) {
	var names []string
	for name := range directives() {
		names = append(names, name)
	}
	slices.Sort(names)
	var load string
	for _, m := range []string{"stream", "mail"} {
		path := "/usr/lib/nginx/modules/ngx_" + m + "_module.so"
		if _, err := os.Stat(path); err == nil {
			load += "load_module " + path + "; "
		}
	}
	var out strings.Builder
	out.WriteString("# directive\tcontexts in which nginx -t takes it\n")
	for _, name := range names {
		letters := ""
		for _, letter := range contextLetters[:14] {
			around := surroundings[byte(letter)]
			_, output := ask(t, load+around[0]+name+" zz;"+around[1])
			if !strings.Contains(output, "directive is not allowed here") && !strings.Contains(output, "unknown directive") {
				letters += string(letter)
			}
		}
		if letters != "" {
			fmt.Fprintf(&out, "%s\t%s\n", name, letters)
		}
	}
	write(t, table, out.String())
}

func rows(t *testing.T, path string) (table [][]string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimRight(string(text), "\n"), "\n") {
		if !strings.HasPrefix(line, "# ") {
			table = append(table, append(strings.Split(line, "\t"), "", "", ""))
		}
	}
	return table
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func unquote(t *testing.T, text string) string {
	t.Helper()
	s, err := strconv.Unquote(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}
