package exact

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// units are the cases and the generated units by the path of the unit itself;
// each is a tree of files, mostly of one.
func units(t *testing.T, seed uint64, n int) map[string]Tree {
	trees := map[string]Tree{}
	add := func(name, text string) { trees[name] = Tree{name: text} }
	for name, text := range cases(t) {
		add(name, text)
	}
	for i, text := range Generate(seed, n) {
		add(fmt.Sprintf("random-%d-%d.service", seed, i), text)
	}
	for i, text := range GenerateOdd(seed, n) {
		add(fmt.Sprintf("odd-%d-%d.service", seed, i), text)
	}
	for i, tree := range GenerateTrees(seed, n/2) {
		folder := fmt.Sprintf("tree-%d-%d/", seed, i)
		trees[folder+MainUnit] = Tree{}
		for path, text := range tree {
			trees[folder+MainUnit][folder+path] = text
		}
	}
	return trees
}

func TestReplay(t *testing.T) {
	trees := units(t, 1, 500)
	for _, release := range releases {
		table := recorded(t, release)
		if len(table) != len(trees) {
			t.Errorf("%d: %d results recorded for %d units", release, len(table), len(trees))
		}
		for name, tree := range trees {
			if got := Encode(Ours(tree, audit.Version{release})); got != table[name] {
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

// TestTools compares with the real tool: with those given by -tools, or where
// EXACT is set with the one on PATH and the packages of the list.
func TestTools(t *testing.T) {
	if *tools == "" && toolPath() != "" {
		*tools = toolPath()
		*folder = filepath.Join(os.TempDir(), "preflight-packages")
	}
	if *tools == "" {
		t.Skip("no systemd-analyze asked for, or none on PATH: compared with recorded results only")
	}
	for path := range strings.SplitSeq(*tools, ",") {
		tool, err := NewTool(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(tool.Version.String(), func(t *testing.T) { compare(t, tool) })
	}
}

// toolPath is the first of the tools, or the one on PATH where EXACT asks for it.
func toolPath() string {
	first, _, _ := strings.Cut(*tools, ",")
	if path, err := exec.LookPath("systemd-analyze"); os.Getenv("EXACT") != "" && first == "" && err == nil {
		return path
	}
	return first
}

func compare(t *testing.T, tool *Tool) {
	dir := t.TempDir()
	trees := map[string]Tree{} // by the path of the unit on disk
	for name, tree := range units(t, *seed, *count) {
		write(t, dir, tree)
		trees[filepath.Join(dir, name)] = tree
	}
	for _, path := range packaged(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		trees[path] = Tree{filepath.Base(path): string(text)}
	}
	table := scoreAll(t, tool, slices.Sorted(maps.Keys(trees)))
	different := 0
	for path, tree := range trees {
		if got := Encode(Ours(tree, tool.Version)); got != table[path] {
			different++
			t.Errorf("%s: %s", path, difference(got, table[path]))
		}
	}
	t.Logf("systemd %s: %d units, %d rows each, %d different", tool.Version, len(trees), len(systemd.EmptyRows()), different)
	if *record {
		save(t, tool, dir, table)
	}
}

// write puts the files of a tree below the folder.
func write(t *testing.T, dir string, tree Tree) {
	for name, text := range tree {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
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
	for _, path := range slices.Sorted(maps.Keys(table)) {
		if name, ok := strings.CutPrefix(path, dir+"/"); ok {
			fmt.Fprintf(&b, "%s\t%s\n", name, table[path])
		}
	}
	if err := os.WriteFile(tableName(tool.Version[0]), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
