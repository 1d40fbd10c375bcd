package rules

import (
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// arrows says which packages of ours a package may depend on, directly or not,
// by prefix. What is not named here may import nothing of ours.
var arrows = []struct {
	of  string
	may []string
}{
	{"preflight/docs", nil},
	{"preflight/web", nil},
	{"preflight/rules/audit", nil},
	{"preflight/rules/syntax/", []string{"preflight/rules/audit"}},
	{"preflight/rules/checklist", []string{"preflight/rules/audit", "preflight/docs"}},
	{"preflight/rules/report", []string{"preflight/rules/audit"}},
	{"preflight/rules/cmd/", []string{"preflight/rules", "preflight/docs"}},
	{"preflight/rules/stack", []string{"preflight/rules/"}},
	{"preflight/rules/secret", nil},
	{"preflight/rules/cipher", nil},
	{"preflight/rules/spell", nil},
	{"preflight/rules/csp", nil},
	{"preflight/rules/pyconf", []string{"preflight/rules/audit", "preflight/rules/syntax/"}},
	{"preflight/rules/", []string{ // a format
		"preflight/rules/audit", "preflight/rules/syntax/", "preflight/rules/secret", "preflight/rules/cipher", "preflight/rules/spell", "preflight/rules/csp", "preflight/rules/pyconf",
	}},
	{"preflight/rules", []string{"preflight/rules/", "preflight/docs"}},
	{"preflight/app", []string{"preflight/rules", "preflight/docs", "preflight/web"}},
	{"preflight/wasm", []string{"preflight/app", "preflight/rules", "preflight/docs", "preflight/web"}},
	{"preflight/server/e2e", nil},
	{"preflight/server/bundle", []string{"preflight/app", "preflight/web", "preflight/rules", "preflight/docs"}},
	{"preflight/server", nil},
}

// TestArrows holds the direction of imports that docs/architecture.md draws.
func TestArrows(t *testing.T) {
	for _, line := range goList(t, "./...") {
		pkg, deps, _ := strings.Cut(line, " ")
		may, ok := allowed(pkg)
		if !ok {
			t.Errorf("%s has no place in the house: name it in arrows", pkg)
			continue
		}
		for _, dep := range strings.Fields(deps) {
			if dep == "syscall/js" && strings.HasPrefix(pkg, "preflight/rules") {
				t.Errorf("%s depends on syscall/js", pkg)
			}
			ours := strings.HasPrefix(dep, "preflight/")
			measured := dep == strings.TrimSuffix(pkg, "/exact")
			if ours && !measured && !slices.ContainsFunc(may, func(m string) bool {
				return dep == m || strings.HasSuffix(m, "/") && strings.HasPrefix(dep, m) || m == "preflight/rules" && strings.HasPrefix(dep, m+"/")
			}) {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

// TestTheServerNeedsTheStandardLibraryOnly keeps the server small enough to read.
func TestTheServerNeedsTheStandardLibraryOnly(t *testing.T) {
	for _, line := range goList(t, "./server") {
		_, deps, _ := strings.Cut(line, " ")
		for _, dep := range strings.Fields(deps) {
			first, _, _ := strings.Cut(dep, "/")
			if strings.Contains(first, ".") && !strings.HasPrefix(dep, "vendor/") {
				t.Errorf("server depends on %s", dep)
			}
		}
	}
}

func allowed(pkg string) (may []string, ok bool) {
	for _, a := range arrows {
		if pkg == a.of || strings.HasSuffix(a.of, "/") && strings.HasPrefix(pkg, a.of) {
			return a.may, true
		}
	}
	return nil, false
}

func goList(t *testing.T, pattern string) []string {
	t.Helper()
	if runtime.GOOS == "js" {
		t.Skip("no go command under wasm")
	}
	list := exec.Command("go", "list", "-e", "-f", `{{.ImportPath}} {{join .Deps " "}}`, pattern)
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
