package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// goLicense covers the standard library and the runtime inside the wasm. Not
// every packaged Go has the file.
//
//go:embed licenses/go.txt
var goLicense string

// notice is the license text of one work.
type notice struct{ work, text string }

// readModules reads the licenses of modules given as lines of
// "PATH VERSION<tab>FOLDER".
func readModules(list string) ([]notice, error) {
	lines := strings.FieldsFunc(list, func(r rune) bool { return r == '\n' })
	slices.Sort(lines)
	var all []notice
	for _, line := range slices.Compact(lines) {
		work, folder, _ := strings.Cut(line, "\t")
		text, err := readLicense(folder)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", work, err)
		}
		all = append(all, notice{work, text})
	}
	return all, nil
}

// readLicense joins the license files in a module's folder; there must be one.
func readLicense(folder string) (string, error) {
	var texts []string
	for _, pattern := range []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"} {
		names, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return "", err
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return "", err
			}
			texts = append(texts, string(text))
		}
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("no license in %s", folder)
	}
	return strings.Join(texts, "\n"), nil
}

func joinNotices(all []notice) []byte {
	var out strings.Builder
	out.WriteString("Preflight contains the works named below, under these terms.\n")
	for _, one := range all {
		line := strings.Repeat("=", 78)
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n%s\n", line, one.work, line, strings.TrimSpace(one.text))
	}
	return []byte(out.String())
}
