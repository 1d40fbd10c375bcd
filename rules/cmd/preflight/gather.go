package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"preflight/rules"
	"preflight/rules/audit"
)

// source is the content of one file to audit.
type source struct {
	name    string // as given, or below the folder as given
	content []byte
	mode    fs.FileMode
}

// gather reads the operands: files, folders with all that is below them, and
// "-" for standard input. A file named on the command line must be readable; in
// a folder only files that some format recognises are taken.
func gather(operands []string, stdin io.Reader) ([]source, error) {
	var sources []source
	seen := map[string]bool{}
	add := func(s source) {
		if !seen[s.name] {
			seen[s.name] = true
			sources = append(sources, s)
		}
	}
	for _, operand := range operands {
		if operand == "-" {
			content, err := io.ReadAll(io.LimitReader(stdin, rules.MaxFileBytes+1))
			if err != nil {
				return nil, err
			}
			add(source{name: "stdin", content: content})
			continue
		}
		info, err := os.Stat(operand)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			s, err := readFile(operand, info.Mode())
			if err != nil {
				return nil, err
			}
			add(s)
			continue
		}
		found, err := readFolder(operand)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, usagef("%s holds no file of a kind that is audited", operand)
		}
		for _, s := range found {
			add(s)
		}
	}
	return sources, nil
}

// readFile takes one byte more than the cap, so that the audit can tell.
func readFile(path string, mode fs.FileMode) (source, error) {
	if !mode.IsRegular() && mode&fs.ModeNamedPipe == 0 {
		return source{}, usagef("%s is not a file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return source{}, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, rules.MaxFileBytes+1))
	return source{path, content, mode.Perm()}, err
}

// skipped are folders of other people's or made files.
var skipped = map[string]bool{
	".git": true, ".hg": true, ".svn": true, "node_modules": true, "__pycache__": true,
	".tox": true, ".venv": true, "venv": true, "site-packages": true,
}

// readFolder walks a folder in name order. Of a file and the links to it only a
// link is taken: sites-enabled, not sites-available, is what the server reads.
func readFolder(root string) ([]source, error) {
	paths, err := filesBelow(root)
	if err != nil {
		return nil, err
	}
	var sources []source
	for _, path := range preferLinks(paths) {
		info, err := os.Stat(path)
		if err != nil {
			continue // a link to nothing
		}
		s, err := readFile(path, info.Mode())
		if err != nil {
			return nil, err
		}
		if rules.Detect(filepath.ToSlash(path), string(s.content)) != audit.KindUnknown {
			sources = append(sources, s)
		}
	}
	return sources, nil
}

func filesBelow(root string) (paths []string, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && skipped[entry.Name()]:
			return filepath.SkipDir
		case entry.Type().IsRegular():
			paths = append(paths, path)
		case entry.Type()&fs.ModeSymlink != 0:
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				paths = append(paths, path)
			}
		}
		return nil
	})
	return paths, err
}

// preferLinks drops a path when another path links to the same file.
func preferLinks(paths []string) []string {
	linked := map[string]bool{}
	for _, path := range paths {
		if real, err := filepath.EvalSymlinks(path); err == nil && real != path {
			linked[real] = true
		}
	}
	return slices.DeleteFunc(paths, func(path string) bool {
		info, err := os.Lstat(path)
		return err == nil && info.Mode().IsRegular() && linked[path]
	})
}
