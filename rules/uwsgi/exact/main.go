package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	binary := flag.String("uwsgi", "uwsgi", "the uWSGI to ask")
	flag.Parse()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		fmt.Fprintln(os.Stderr, "exact:", err)
		os.Exit(2)
	}
	defer os.RemoveAll(folder)
	for n := range configurations {
		list, err := ask(*binary, n)
		if err != nil {
			fmt.Fprintln(os.Stderr, "exact:", err)
			os.Exit(2)
		}
		fmt.Printf("%d\t%q\n", n, list)
	}
}

// ask starts uWSGI with a configuration and gives its list of options, or what
// it died of. It listens on nothing: without a socket it ends by itself.
func ask(binary string, n int) (string, error) {
	text, part := generate(n)
	for name, content := range map[string]string{"main.ini": text, "part.ini": part} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			return "", err
		}
	}
	// One that refers to itself never ends.
	limit, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c := exec.CommandContext(limit, binary, "--show-config", "--ini", folder+"/main.ini")
	c.Dir = folder
	c.Env = []string{"LD_LIBRARY_PATH=" + os.Getenv("LD_LIBRARY_PATH")}
	for name, value := range environment {
		c.Env = append(c.Env, name+"="+value)
	}
	out, err := c.CombinedOutput()
	if limit.Err() != nil {
		return "refused: it does not end", nil
	}
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		return "", err
	}
	return listed(string(out)), nil
}

// listed cuts the list of options out of what uWSGI printed.
func listed(out string) string {
	_, list, ok := strings.Cut(out, ";uWSGI instance configuration\n[uwsgi]\n")
	if !ok {
		return "refused: " + lastLine(out)
	}
	list, _, _ = strings.Cut(list, ";end of configuration\n")
	return list
}

func lastLine(out string) string {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	return lines[len(lines)-1]
}
