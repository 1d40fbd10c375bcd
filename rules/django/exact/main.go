// Command exact compares what the audit says of settings modules with what
// Django's own "check --deploy" says, on modules that it makes up.
//
//	go run ./rules/django/exact -n 2000 4.2=PYTHON 5.2=PYTHON 6.1=PYTHON
//
// Each PYTHON is an interpreter that has that release of Django installed.
// With -write the verdicts of Django go into testdata/verdicts.txt, which the
// tests compare with, where there is no Django.
package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

func main() {
	n := flag.Int("n", 2000, "number of modules")
	write := flag.Bool("write", false, "write testdata/verdicts.txt")
	flag.Parse()
	if err := run(*n, *write, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(n int, write bool, releases []string) error {
	if len(releases) == 0 {
		return fmt.Errorf("name at least one release and its interpreter, as 5.2=/path/to/python")
	}
	dir, err := os.MkdirTemp("", "exact")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.py", i)), []byte(Module(i)), 0o600); err != nil {
			return err
		}
	}
	all := map[string][]Verdict{}
	wrong := 0
	for _, r := range releases {
		version, python, _ := strings.Cut(r, "=")
		verdicts, err := askDjango(python, dir)
		if err != nil {
			return fmt.Errorf("django %s: %w", version, err)
		}
		all[version] = verdicts
		wrong += report(version, verdicts)
	}
	if write {
		return writeTable(filepath.Join("rules", "django", "exact", table), all)
	}
	if wrong > 0 {
		return fmt.Errorf("%d modules differ", wrong)
	}
	return nil
}

// askDjango asks one release about all modules.
func askDjango(python, dir string) ([]Verdict, error) {
	script := filepath.Join("rules", "django", "exact", "check.py")
	cmd := exec.Command(python, script, dir)
	cmd.Stderr = os.Stderr
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var verdicts []Verdict
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		n, err := strconv.Atoi(words[0])
		if err != nil {
			return nil, err
		}
		v := Verdict{Module: n}
		if len(words) > 1 && words[1] == "!" {
			v.Refused = strings.Join(words[2:], " ")
		} else {
			v.IDs = words[1:]
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, lines.Err()
}

// report prints how a release compares and gives the number of modules on
// which it differs.
func report(version string, verdicts []Verdict) int {
	wrong, checks, open, refused := 0, 0, 0, map[string]int{}
	for _, v := range verdicts {
		if v.Refused != "" {
			refused[v.Refused]++
			continue
		}
		d := Compare(version, v)
		checks += d.Sure
		open += len(d.Open)
		if len(d.Missing)+len(d.Extra) > 0 {
			wrong++
			if wrong <= 20 {
				fmt.Printf("module %d: Django only %v, ours only %v\n", v.Module, d.Missing, d.Extra)
			}
		}
	}
	n := len(verdicts)
	for _, count := range refused {
		n -= count
	}
	fmt.Printf("Django %s: %d modules checked, %d verdicts the same, %d left open, %d modules differ, %d not started by Django\n",
		version, n, checks, open, wrong, len(verdicts)-n)
	printRefused(refused)
	return wrong
}

func printRefused(refused map[string]int) {
	var why []string
	for text, count := range refused {
		why = append(why, fmt.Sprintf("  %4d %s", count, text))
	}
	sort.Sort(sort.Reverse(sort.StringSlice(why)))
	for _, line := range why[:min(len(why), 10)] {
		fmt.Println(line)
	}
}
