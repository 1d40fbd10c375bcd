package exact

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/systemd"
)

var (
	tools  = flag.String("tools", "", "systemd-analyze programs to compare with, separated by commas")
	folder = flag.String("packages", "", "folder in which to unpack Debian packages, to compare their services too")
	record = flag.Bool("record", false, "write what the tools say of the generated units and the cases to testdata")
	seed   = flag.Uint64("seed", 1, "seed of the generated units")
	count  = flag.Int("units", 500, "how many units to generate")
)

// releases are those that the score claims to equal.
var releases = []int{252, 257, 262}

// recorded reads what the tool of a release said: name, tab, result.
func recorded(t *testing.T, release int) map[string]string {
	t.Helper()
	file, err := os.Open(tableName(release))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	table := map[string]string{}
	for s := bufio.NewScanner(file); s.Scan(); {
		name, result, _ := strings.Cut(s.Text(), "\t")
		table[name] = result
	}
	return table
}

func tableName(release int) string { return fmt.Sprintf("testdata/systemd-%d.tsv", release) }

// cases are the hand-made units of testdata by name.
func cases(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("testdata/cases/*.service")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	texts := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(path)] = string(text)
	}
	return texts
}

// units are the cases and the generated units by name.
func units(t *testing.T, seed uint64, n int) map[string]string {
	texts := cases(t)
	for i, text := range Generate(seed, n) {
		texts[fmt.Sprintf("random-%d-%d.service", seed, i)] = text
	}
	for i, text := range GenerateOdd(seed, n) {
		texts[fmt.Sprintf("odd-%d-%d.service", seed, i)] = text
	}
	return texts
}

func TestReplay(t *testing.T) {
	texts := units(t, 1, 500)
	for _, release := range releases {
		table := recorded(t, release)
		if len(table) != len(texts) {
			t.Errorf("%d: %d results recorded for %d units", release, len(table), len(texts))
		}
		for name, text := range texts {
			if got := Encode(Ours(name, text, audit.Version{release})); got != table[name] {
				t.Errorf("%d %s: %s", release, name, difference(got, table[name]))
			}
		}
	}
}

// difference names the rows in which two results differ.
func difference(got, want string) string {
	g, w := strings.Fields(got), strings.Fields(want)
	if len(g) != 3 || len(w) != 3 || len(g[2]) != len(w[2]) {
		return fmt.Sprintf("got %q, want %q", got, want)
	}
	text := fmt.Sprintf("got %s %s, want %s %s", g[0], g[1], w[0], w[1])
	for i, r := range systemd.EmptyRows() {
		if g[2][i] != w[2][i] {
			text += fmt.Sprintf("; %s got %c, want %c", r.ID, g[2][i], w[2][i])
		}
	}
	return text
}

func TestTools(t *testing.T) {
	if *tools == "" {
		t.Skip("no -tools given: compared with recorded results only")
	}
	for path := range strings.SplitSeq(*tools, ",") {
		tool, err := NewTool(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(tool.Version.String(), func(t *testing.T) { compare(t, tool) })
	}
}

func compare(t *testing.T, tool *Tool) {
	dir := t.TempDir()
	var paths []string
	for name, text := range units(t, *seed, *count) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	paths = append(paths, packaged(t)...)
	table := scoreAll(t, tool, paths)
	different := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := Encode(Ours(filepath.Base(path), string(text), tool.Version)); got != table[path] {
			different++
			t.Errorf("%s: %s", path, difference(got, table[path]))
		}
	}
	t.Logf("systemd %s: %d units, %d rows each, %d different", tool.Version, len(paths), len(systemd.EmptyRows()), different)
	if *record && len(paths) > 0 {
		save(t, tool, dir, table)
	}
}

// packaged unpacks the packages and gives their services.
func packaged(t *testing.T) []string {
	if *folder == "" {
		return nil
	}
	if err := Fetch(*folder, Packages()); err != nil {
		t.Fatal(err)
	}
	paths, err := Services(*folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d services in %d packages", len(paths), len(Packages()))
	return paths
}

// scoreAll runs the tool over the files, two at a time.
func scoreAll(t *testing.T, tool *Tool, paths []string) map[string]string {
	table := map[string]string{}
	var lock sync.Mutex
	var group sync.WaitGroup
	work := make(chan string)
	for range 2 {
		group.Go(func() {
			for path := range work {
				result, err := tool.Score(path)
				if err != nil {
					t.Errorf("%s: %v", path, err)
				}
				lock.Lock()
				table[path] = result
				lock.Unlock()
			}
		})
	}
	for _, path := range paths {
		work <- path
	}
	close(work)
	group.Wait()
	return table
}

// save writes the results of the generated units and the cases in order.
func save(t *testing.T, tool *Tool, dir string, table map[string]string) {
	var b strings.Builder
	paths, _ := filepath.Glob(dir + "/*.service")
	for _, path := range paths {
		fmt.Fprintf(&b, "%s\t%s\n", filepath.Base(path), table[path])
	}
	if err := os.WriteFile(tableName(tool.Version[0]), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
