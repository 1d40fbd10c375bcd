package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// go-app's package is one for the browser and for the server, and its handler
// brings net/http and all of TLS into the wasm: an eighth of its size, never
// run. slim builds the program against a copy of go-app without the handler, and
// without the encryption of states, which would bring a library of ciphers and
// its self-tests.

// frame is the module that is slimmed.
const frame = "github.com/maxence-charriere/go-app/v10"

// edits are what is changed in the copy. Each must fit exactly once.
var edits = map[string][][2]string{
	"pkg/app/http.go": {
		{"package app\n", "//go:build !wasm\n\npackage app\n"},
	},
	"pkg/app/crypto.go": {
		{"package app\n", "//go:build !wasm\n\npackage app\n"},
	},
	"pkg/app/context.go": {
		{"\t\"encoding/json\"\n", "\t\"encoding/json\"\n\t\"math/rand/v2\"\n\t\"strconv\"\n"},
		{"\t\"github.com/google/uuid\"\n", ""},
		{"uuid.NewString()", "newID()"},
		{"b, err = encrypt(ctx.cryptoKey(), b)", "err = errNoCipher"},
		{"b, err := decrypt(ctx.cryptoKey(), crypted)", "b, err := []byte(nil), errNoCipher"},
		{"func (ctx Context) cryptoKey() string {", noCipher + "func (ctx Context) cryptoKey() string {"},
	},
	"pkg/app/state.go": {
		{"\t\"github.com/google/uuid\"\n", ""},
		{"uuid.NewString()", "newID()"},
	},
	"pkg/app/wasm.go": {
		{"h *Handler, ", "h any, "},
	},
	"pkg/app/resource.go": {
		{"\t\"net/http\"\n", ""},
		{"\t\tHandler:   http.FileServer(http.Dir(directory)),\n", ""},
		{"type localResourceResolver struct {\n\thttp.Handler\n", "type localResourceResolver struct {\n"},
	},
}

// noCipher stands in for what is left out.
const noCipher = `var errNoCipher error = errors.New("this build has no encryption")

func newID() string {
	return strconv.FormatUint(rand.Uint64(), 36) + strconv.FormatUint(rand.Uint64(), 36)
}

`

// slim writes the copy and a go.mod that uses it, and returns the path of the
// latter. The folder is relative to the root of the module: its name ends up
// in the wasm, and must be the same on every machine.
func slim(folder string) (string, error) {
	source, err := goTool("list", "-m", "-f", "{{.Dir}}", frame)
	if err != nil {
		return "", err
	}
	if err := copyModule(strings.TrimSpace(source), folder); err != nil {
		return "", err
	}
	modfile := folder + ".mod"
	if err := derive("go.mod", modfile, fmt.Sprintf("\nreplace %s => ./%s\n", frame, filepath.ToSlash(folder))); err != nil {
		return "", err
	}
	return modfile, derive("go.sum", folder+".sum", "")
}

// derive copies a file and adds a text to its end.
func derive(from, to, more string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, append(text, more...), 0o644)
}

// copyModule copies the packages of the module that the program uses, edited.
func copyModule(source, folder string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	names := []string{"go.mod"}
	for _, pattern := range []string{"pkg/app/*.go", "pkg/errors/*.go"} {
		found, err := filepath.Glob(filepath.Join(source, pattern))
		if err != nil {
			return err
		}
		for _, path := range found {
			name, err := filepath.Rel(source, path)
			if err != nil {
				return err
			}
			names = append(names, filepath.ToSlash(name))
		}
	}
	for _, name := range names {
		if err := copyEdited(source, folder, name); err != nil {
			return err
		}
	}
	return nil
}

func copyEdited(source, folder, name string) error {
	if strings.HasSuffix(name, "_test.go") {
		return nil
	}
	read, err := os.ReadFile(filepath.Join(source, name))
	if err != nil {
		return err
	}
	text := string(read)
	for _, edit := range edits[name] {
		if n := strings.Count(text, edit[0]); n != 1 {
			return fmt.Errorf("%s has %d places for %q: has go-app changed?", name, n, edit[0])
		}
		text = strings.Replace(text, edit[0], edit[1], 1)
	}
	to := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, []byte(text), 0o644)
}
