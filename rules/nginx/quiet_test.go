package nginx_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
)

// sample reads a directory of testdata as one stack.
func sample(t *testing.T, dir string) []*audit.File {
	t.Helper()
	var files []*audit.File
	root := os.DirFS(filepath.Join("testdata", dir))
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, path)
		files = append(files, rules.NewFile(path, text, "nginx"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestQuietOnHardened checks that a carefully made configuration has no
// finding above information, whole or with parts of it missing.
func TestQuietOnHardened(t *testing.T) {
	for _, dir := range []string{"hardened", "generated-tls"} {
		whole := sample(t, dir)
		stacks := map[string][]*audit.File{"whole": whole}
		for i, f := range whole {
			stacks["only "+f.Name] = []*audit.File{f}
			stacks["without "+f.Name] = append(append([]*audit.File{}, whole[:i]...), whole[i+1:]...)
		}
		for name, files := range stacks {
			report := rules.Audit(files, nil)
			for _, v := range report.Verdicts {
				gone := name == "without conf.d/default.conf" && v.Rule == "nginx/default-server-missing"
				if v.Finding() && !gone && v.Severity > audit.Info {
					t.Errorf("%s, %s: %s:%d: %s (%s)", dir, name, v.Span.File.Name, v.Span.Line(), v.Message, v.Rule)
				}
			}
			if len(report.Problems) > 0 {
				t.Errorf("%s, %s: problem %s", dir, name, report.Problems[0].Message)
			}
		}
	}
}

// TestHardenedIsProven checks that the quiet comes from reading, not from
// looking away: the rules claim passes with a line.
func TestHardenedIsProven(t *testing.T) {
	passed := map[string]bool{}
	for _, v := range rules.Audit(sample(t, "hardened"), nil).Verdicts {
		if v.Outcome == audit.Pass {
			passed[v.Rule] = true
		}
		if v.Outcome == audit.Unknown {
			t.Errorf("%s is unknown with every file given: %s", v.Rule, v.Message)
		}
	}
	for _, id := range []string{
		"nginx/server-tokens", "nginx/weak-ssl-protocols", "nginx/weak-ssl-ciphers", "nginx/hsts-missing", "nginx/default-server-missing",
		"nginx/alias-traversal", "nginx/dotfiles-served", "nginx/host-from-client", "nginx/forwarded-proto-missing", "nginx/header-dropped",
		"nginx/status-page-exposed", "nginx/undefined-zone", "nginx/root-user", "nginx/protected-not-internal",
	} {
		if !passed[id] {
			t.Errorf("%s claims no pass", id)
		}
	}
}

// TestSamples reads configurations as good people write them, in many styles,
// each whole and file by file: no finding at medium or above, and every finding
// inside its file.
func TestSamples(t *testing.T) {
	dirs, err := os.ReadDir(filepath.Join("testdata", "samples"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		whole := sample(t, "samples/"+dir.Name())
		stacks := [][]*audit.File{whole}
		for _, f := range whole {
			stacks = append(stacks, []*audit.File{f})
		}
		for _, files := range stacks {
			report := rules.Audit(files, nil)
			for _, v := range report.Verdicts {
				if v.Finding() && v.Severity >= audit.Medium {
					t.Errorf("%s, %d files: %s:%d: %s (%s)", dir.Name(), len(files), v.Span.File.Name, v.Span.Line(), v.Message, v.Rule)
				}
				if v.Span.Start < 0 || v.Span.End > len(v.Span.File.Text) || v.Span.Line() < 1 {
					t.Errorf("%s: %s is outside its file", dir.Name(), v.Rule)
				}
			}
			for _, p := range report.Problems {
				t.Errorf("%s: problem %s", dir.Name(), p.Message)
			}
		}
	}
}
