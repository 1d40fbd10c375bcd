package exact

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/systemd"
)

const policyTable = "testdata/policies-252.tsv"

// policyNames are the names that the tool's manual gives the rows in policies.
func policyNames(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/policy-names.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text))
}

// TestPolicyNames holds our names of the rows against the tool's.
func TestPolicyNames(t *testing.T) {
	var ours []string
	for _, r := range systemd.EmptyRows() {
		ours = append(ours, systemd.PolicyID(r.ID))
	}
	theirs := policyNames(t)
	slices.Sort(ours)
	slices.Sort(theirs)
	if !slices.Equal(ours, theirs) {
		t.Errorf("ours %q, theirs %q", ours, theirs)
	}
}

// TestPolicyReplay compares scores by generated policies with what the tool
// said of them.
func TestPolicyReplay(t *testing.T) {
	text, err := os.ReadFile(policyTable)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for i, p := range GeneratePolicies(1, policyNames(t), len(want)) {
		if got := OursBy(p, audit.Version{252}); got != want[i] {
			t.Errorf("%d: got %s, want %s by\n%s", i, got, want[i], p.Policy)
		}
	}
}

func TestPolicyTool(t *testing.T) {
	path := toolPath()
	if path == "" {
		t.Skip("no systemd-analyze asked for, or none on PATH: compared with recorded results only")
	}
	tool, err := NewTool(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	different := 0
	var table strings.Builder
	policies := GeneratePolicies(*seed, policyNames(t), *count)
	for i, p := range policies {
		folder := fmt.Sprintf("%d/", i)
		write(t, dir, Tree{folder + "shop.service": p.Unit, folder + "policy.json": p.Policy})
		want, err := tool.ScoreBy(filepath.Join(dir, folder, "shop.service"), filepath.Join(dir, folder, "policy.json"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&table, want)
		if got := OursBy(p, tool.Version); got != want {
			different++
			t.Errorf("got %s, want %s by\n%s", got, want, p.Policy)
		}
	}
	t.Logf("systemd %s: %d policies, %d different", tool.Version, len(policies), different)
	if *record && tool.Version[0] == 252 {
		if err := os.WriteFile(policyTable, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
