package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestSiblings(t *testing.T) {
	long := []byte(strings.Repeat("server_tokens off;\n", 100))
	bundle := files{"a.txt": long, "b.txt": []byte("b"), "empty.txt": {}}
	c := compressor{t.TempDir()}
	if err := c.addSiblings(bundle); err != nil {
		t.Fatal(err)
	}
	want := []string{"a.txt", "a.txt.br", "a.txt.gz", "b.txt", "empty.txt"}
	if names := slices.Sorted(maps.Keys(bundle)); !slices.Equal(names, want) {
		t.Fatalf("files %v, want %v", names, want)
	}
	if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(bundle["a.txt.br"]))); !bytes.Equal(got, long) {
		t.Errorf("brotli: %q, %v", got, err)
	}
	zipped, err := gzip.NewReader(bytes.NewReader(bundle["a.txt.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(zipped); !bytes.Equal(got, long) || !zipped.ModTime.IsZero() {
		t.Errorf("gzip: %q, %v, time %v", got, err, zipped.ModTime)
	}
}

// What was packed once is read back, not packed again.
func TestCache(t *testing.T) {
	c := compressor{t.TempDir()}
	body := []byte(strings.Repeat("a", 1000))
	if _, err := c.pack(body, codecs[0]); err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob(filepath.Join(c.cache, "*"))
	if err != nil || len(kept) != 1 || filepath.Ext(kept[0]) != ".br" {
		t.Fatalf("the cache holds %v, %v", kept, err)
	}
	if err := os.WriteFile(kept[0], []byte("from the cache"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := c.pack(body, codecs[0]); string(got) != "from the cache" {
		t.Errorf("packed again: %q, %v", got, err)
	}
}
