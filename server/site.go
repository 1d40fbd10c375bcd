package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// errEmpty says that no bundle was embedded when the server was built.
var errEmpty = errors.New("no bundle is embedded: run \"make run\"")

// site is a bundle in memory, ready to be served. Only what is in its maps
// can ever be asked for, so no path leads out of it.
type site struct {
	resources map[string]*resource // by address: "/", "/rules", "/app.wasm"
	moved     map[string]string    // other spellings of a page's address: "/rules/", "/rules.html"
	missing   *resource            // the page for unknown addresses; nil when the bundle has none
	version   string               // content hash of the bundle
}

// resource is one file with its precompressed siblings.
type resource struct {
	contentType string
	encodings   map[string]encoding // by coding; "identity" is always there
}

// encoding is the bytes of a resource under one coding and their strong ETag.
type encoding struct {
	body []byte
	etag string
}

func newEncoding(body []byte) encoding {
	sum := sha256.Sum256(body)
	return encoding{body, `"` + hex.EncodeToString(sum[:16]) + `"`}
}

// suffixes are the file names a precompressed sibling ends in.
var suffixes = map[string]string{".br": "br", ".gz": "gzip"}

// loadSite reads a bundle.
func loadSite(files fs.FS) (*site, error) {
	s := &site{resources: map[string]*resource{}, moved: map[string]string{}, version: "(no bundle)"}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		return s.add(files, name)
	})
	if err == nil {
		err = s.check()
	}
	return s, err
}

// check refuses a bundle without a first page, and a compressed sibling
// without its file.
func (s *site) check() error {
	for address, r := range s.resources {
		if !r.has("identity") {
			return fmt.Errorf("the bundle has %s only compressed: build it again", address)
		}
	}
	if s.resources["/"] == nil {
		return errEmpty
	}
	return nil
}

func (s *site) add(files fs.FS, name string) error {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	plain, coding := strings.TrimSuffix(name, path.Ext(name)), suffixes[path.Ext(name)]
	switch {
	case coding != "":
		s.resource(plain).encodings[coding] = newEncoding(body)
	case name == "VERSION":
		s.version = strings.TrimSpace(string(body))
		fallthrough
	default:
		s.resource(name).encodings["identity"] = newEncoding(body)
	}
	return nil
}

// resource finds or makes the resource of a file, and its addresses.
func (s *site) resource(name string) *resource {
	if name == "404.html" {
		if s.missing == nil {
			s.missing = newResource(name)
		}
		return s.missing
	}
	address := s.address(name)
	if s.resources[address] == nil {
		s.resources[address] = newResource(name)
	}
	return s.resources[address]
}

// address is where a file is served: rules.html at /rules. A page's other
// spellings lead there.
func (s *site) address(name string) string {
	plain, isPage := strings.CutSuffix("/"+name, ".html")
	if !isPage {
		return plain
	}
	address := plain
	if path.Base(plain) == "index" {
		address = path.Dir(plain)
	}
	s.moved["/"+name] = address
	if address != "/" {
		s.moved[address+"/"] = address
	}
	return address
}

func newResource(name string) *resource {
	return &resource{contentType(name), map[string]encoding{}}
}

// contentTypes does not ask the machine: the same bundle has the same headers
// everywhere.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/vnd.microsoft.icon",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

func contentType(name string) string {
	if t, ok := contentTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}
