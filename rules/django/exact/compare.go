package main

import (
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/django"
)

// Verdict is what Django says of one module.
type Verdict struct {
	Module  int
	IDs     []string
	Refused string // why Django did not start with it
}

// Difference is how the audit differs from Django on a module.
type Difference struct {
	Sure    int      // checks on which both agree that they are reported
	Missing []string // reported by Django only
	Extra   []string // reported by the audit only
	Open    []string // not decided by the audit
}

// Compare asks the audit about the module and compares.
func Compare(version string, v Verdict) Difference {
	sure, open := verdicts(version, v.Module)
	d := Difference{Open: open}
	for _, id := range v.IDs {
		switch {
		case slices.Contains(sure, id):
			d.Sure++
		case !slices.Contains(open, id) && django.Decides(id):
			d.Missing = append(d.Missing, id)
		}
	}
	for _, id := range sure {
		if !slices.Contains(v.IDs, id) {
			d.Extra = append(d.Extra, id)
		}
	}
	return d
}

func verdicts(version string, module int) (sure, open []string) {
	file := &audit.File{Name: "settings.py", Kind: "django", Text: Module(module)}
	stack := audit.NewStack([]*audit.File{file}, audit.Targets{"django": audit.MustVersion(version)}, nil)
	return django.Models(stack)[0].Checks()
}

// table is where the verdicts of Django are kept: a line for each module and
// release, with the ids as numbers into the list of the first line.
const table = "testdata/verdicts.txt"

func writeTable(path string, all map[string][]Verdict) error {
	var versions, ids []string
	number := map[string]int{}
	for version, verdicts := range all {
		versions = append(versions, version)
		for _, v := range verdicts {
			for _, id := range v.IDs {
				if _, known := number[id]; !known && django.Decides(id) {
					number[id] = 0
					ids = append(ids, id)
				}
			}
		}
	}
	sort.Strings(versions)
	sort.Strings(ids)
	for i, id := range ids {
		number[id] = i
	}
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(ids, " "))
	for _, version := range versions {
		for _, v := range all[version] {
			if v.Refused == "" {
				fmt.Fprintf(&b, "%s %d %s\n", version, v.Module, packed(v.IDs, number))
			}
		}
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// packed writes a set of ids as a number in base 36, one bit for each.
func packed(ids []string, number map[string]int) string {
	var bits uint64
	for _, id := range ids {
		if i, known := number[id]; known {
			bits |= 1 << i
		}
	}
	return fmt.Sprintf("%x", bits)
}

// readTable gives the verdicts of each release.
func readTable(text string) (map[string][]Verdict, error) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	ids := strings.Fields(lines[0])
	all := map[string][]Verdict{}
	for _, line := range lines[1:] {
		var version string
		var v Verdict
		var bits uint64
		if _, err := fmt.Sscanf(line, "%s %d %x", &version, &v.Module, &bits); err != nil {
			return nil, fmt.Errorf("line %q: %w", line, err)
		}
		for i, id := range ids {
			if bits&(1<<i) != 0 {
				v.IDs = append(v.IDs, id)
			}
		}
		all[version] = append(all[version], v)
	}
	return all, nil
}
