// Package web holds the bytes that the app sends as they are: style, icons,
// the scripts around the program, and the code editor.
package web

import (
	"embed"
	"io/fs"
	"sort"
)

// FS holds every file. All but the ones that Served leaves out are served
// below /web/ under their own paths.
//
//go:embed style.css boot.js worker.js service-worker.js manifest.webmanifest
//go:embed icons/icon.svg icons/icon-192.png icons/icon-512.png icons/maskable-512.png
//go:embed editor/editor.min.js editor/LICENSES.txt
var FS embed.FS

// elsewhere are the files that have another address than /web/PATH: the
// template of /app-worker.js, /manifest.webmanifest and the editor's notices.
var elsewhere = map[string]bool{
	"service-worker.js": true, "manifest.webmanifest": true, "editor/LICENSES.txt": true,
}

// Served lists the paths of the files that are served below /web/, sorted.
func Served() []string {
	var paths []string
	err := fs.WalkDir(FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !elsewhere[path] {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		panic(err) // an embedded tree can always be walked
	}
	sort.Strings(paths)
	return paths
}

// Read gives the text of a file; a path that FS does not hold panics.
func Read(path string) string {
	text, err := FS.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return string(text)
}
