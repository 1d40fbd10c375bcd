// Command bundle builds everything that the server serves: the program as
// wasm, the first pages, the service worker, the notices, and a compressed
// sibling of each. Two builds of one source give the same bytes.
//
// It is run in the root of the module: go run ./server/bundle
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// missingPage answers an unknown address, here and on static hosts.
//
//go:embed 404.html
var missingPage []byte

func main() {
	out := flag.String("out", "server/dist", "the folder to write")
	static := flag.Bool("static", false, "add what a static host needs: _headers, nginx.conf, SHA256SUMS")
	cache := flag.String("cache", "build/cache", "where compressed files are kept for the next build")
	sizes := flag.Bool("sizes", false, "only print the sizes of the bundle that is there")
	flag.Parse()
	err := error(nil)
	if *sizes {
		err = printSizes(*out, os.Stdout)
	} else {
		err = run(*out, *static, compressor{*cache})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run(out string, static bool, c compressor) error {
	if _, err := os.Stat("server/headers.txt"); err != nil {
		return errors.New("run me in the root of the module")
	}
	bundle, err := build()
	if err != nil {
		return err
	}
	if err := c.addSiblings(bundle); err != nil {
		return err
	}
	if static {
		if err := addHosting(bundle); err != nil {
			return err
		}
	}
	return bundle.write(out)
}

// build makes every file of the bundle, uncompressed.
func build() (files, error) {
	wasm, err := buildWasm()
	if err != nil {
		return nil, err
	}
	notices, err := collectNotices()
	if err != nil {
		return nil, err
	}
	bundle, err := render(wasm)
	if err != nil {
		return nil, err
	}
	bundle["NOTICES.txt"] = notices
	bundle["404.html"] = missingPage
	return bundle, nil
}

// write replaces what the folder holds, but for files whose names begin with
// a dot.
func (b files) write(folder string) error {
	old, err := filepath.Glob(filepath.Join(folder, "[^.]*"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.RemoveAll(name); err != nil {
			return err
		}
	}
	for name, body := range b {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
