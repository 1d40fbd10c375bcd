package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// printSizes tells what a bundle weighs: the program, and all that a first
// visit to the first page fetches.
func printSizes(folder string, out io.Writer) error {
	load, err := firstLoad(folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-28s %12s %12s %12s\n", "bytes", "raw", "gzip", "brotli")
	rows := []struct {
		name  string
		files []string
	}{{"web/app.wasm", []string{"web/app.wasm"}}, {fmt.Sprintf("first load, %d files", len(load)), load}}
	for _, row := range rows {
		var raw, gzip, brotli int64
		for _, name := range row.files {
			path := filepath.Join(folder, name)
			raw += size(path)
			gzip += size(path+".gz", path)
			brotli += size(path+".br", path)
		}
		fmt.Fprintf(out, "%-28s %12d %12d %12d\n", row.name, raw, gzip, brotli)
	}
	return nil
}

// size is the size of the first of the files that exists.
func size(paths ...string) int64 {
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			return info.Size()
		}
	}
	return 0
}

var precached = regexp.MustCompile(`\[\s*"/[^\]]*\]`)

// firstLoad lists the files of a first visit: the page, what the service
// worker keeps, the service worker itself and the icon in the tab.
func firstLoad(folder string) ([]string, error) {
	worker, err := os.ReadFile(filepath.Join(folder, "app-worker.js"))
	if err != nil {
		return nil, fmt.Errorf("no bundle in %s: run \"make build\" (%w)", folder, err)
	}
	var addresses []string
	if err := json.Unmarshal(precached.Find(worker), &addresses); err != nil {
		return nil, fmt.Errorf("the list in app-worker.js: %w", err)
	}
	load := []string{"index.html", "app-worker.js", "web/icons/icon.svg"}
	for _, address := range addresses {
		if address != "/" {
			load = append(load, strings.TrimPrefix(address, "/"))
		}
	}
	slices.Sort(load)
	return slices.Compact(load), nil
}
