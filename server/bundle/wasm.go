package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"preflight/web"
)

// program is the package that runs in the browser.
const program = "./wasm"

// inlining is switched off but where most of the time is spent: what is not
// written out at every call need not be downloaded. It takes a sixth off the
// compressed program.
var inlining = []string{
	"-gcflags=all=-l",
	"-gcflags=runtime/...=", "-gcflags=internal/...=",
	"-gcflags=strings=", "-gcflags=unicode/utf8=", "-gcflags=preflight/rules/syntax/...=",
}

// buildWasm compiles the program so that the same source gives the same bytes
// in any folder and at any commit.
func buildWasm() ([]byte, error) {
	folder, err := os.MkdirTemp("", "preflight-wasm-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	modfile, err := slim("build/go-app")
	if err != nil {
		return nil, err
	}
	out := filepath.Join(folder, "app.wasm")
	args := append([]string{"build", "-modfile", modfile, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="}, inlining...)
	if _, err := goTool(append(args, "-o", out, program)...); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// goTool runs the go command for the browser and returns what it prints.
func goTool(args ...string) (string, error) {
	command := exec.Command("go", args...)
	command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=-mod=readonly", "GOWASM=", "GOEXPERIMENT=")
	var problems bytes.Buffer
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, problems.String())
	}
	return string(out), nil
}

// checkWasmExec compares the script that starts the program, as go-app carries
// it, with the one of the Go that compiled the program: they must match.
func checkWasmExec(carried []byte) error {
	root, err := goTool("env", "GOROOT")
	if err != nil {
		return err
	}
	for _, folder := range []string{"lib/wasm", "misc/wasm"} {
		own, err := os.ReadFile(filepath.Join(strings.TrimSpace(root), folder, "wasm_exec.js"))
		if err == nil && !bytes.Equal(own, carried) {
			return errors.New("go-app's wasm_exec.js is not that of this Go: use the Go version of go.mod")
		}
		if err == nil {
			return nil
		}
	}
	return nil // some systems package Go without it; the browser tests remain
}

// collectNotices joins the licenses of all that the bundle contains.
func collectNotices() ([]byte, error) {
	own, err := os.ReadFile("LICENSE")
	if err != nil {
		return nil, err
	}
	list, err := goTool("list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", program)
	if err != nil {
		return nil, err
	}
	modules, err := readModules(list)
	if err != nil {
		return nil, err
	}
	all := append([]notice{{"Preflight", string(own)}, {"The Go Programming Language", goLicense}}, modules...)
	all = append(all, notice{"The editor", web.Read("editor/LICENSES.txt")})
	return joinNotices(all), nil
}
