package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folder writes files, given as name and text by turns, and gives the folder.
func folder(t *testing.T, pairs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		path := filepath.Join(dir, pairs[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(pairs[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const plainUnit = "[Service]\nExecStart=/bin/true\n"

// TestSecurityPolicy holds the weights that a policy gives, and what is said of
// its faults; systemd-analyze 252 gives 9.8 by this policy.
func TestSecurityPolicy(t *testing.T) {
	dir := folder(t, "a.service", plainUnit, "p.json", `{"KeyringMode":{"weight":0},"Bogus":{}}`, "bad.json", "{\n'a':1}", "zero.json", `{"UMask":{"range":0}}`)
	unit := filepath.Join(dir, "a.service")
	code, out, errs := call("", "score", "--target", "systemd=252", "--security-policy", filepath.Join(dir, "p.json"), unit)
	if code != exitClean || !strings.Contains(out, "a.service: 9.8 UNSAFE") || !strings.Contains(errs, `p.json: "Bogus" is no assessment`) {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	for policy, want := range map[string]string{"bad.json": "bad.json: not JSON at line 2, column 1", "zero.json": "range of UMask is 0", "none.json": "no such file"} {
		code, out, errs := call("", "score", "--security-policy", filepath.Join(dir, policy), unit)
		if code != exitUsage || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: exit %d, %q, %q", policy, code, out, errs)
		}
	}
}

// TestScoreJSON holds what the document has beyond the rows of the tool.
func TestScoreJSON(t *testing.T) {
	dir := folder(t, "shop.service", plainUnit, "shop.socket", "[Socket]\nListenStream=80\n", "nginx.conf", "events {}\nhttp {}\n")
	code, out, _ := call("", "score", "--format", "json", dir)
	var got struct {
		Scores []struct {
			Unit, DropIn string
			Exposure     float64
			Rows         []struct {
				Family, Rule  string
				Points, Share float64
			}
			Steps []struct {
				Exposure float64
				Text     string
				Lines    []string
			}
		}
		Unscored []struct{ File, Unit, Why string }
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitClean || len(got.Scores) != 1 {
		t.Fatalf("exit %d, %v\n%s", code, err, out)
	}
	s := got.Scores[0]
	if s.Unit != "shop.service" || s.DropIn != "/etc/systemd/system/shop.service.d/90-hardening.conf" || s.Rows[0].Family != "identity" ||
		s.Rows[0].Rule != "systemd/root-user" || s.Rows[0].Points < 0.3 || len(s.Steps) < 5 || s.Steps[0].Exposure >= s.Exposure {
		t.Errorf("%+v", s)
	}
	if len(got.Unscored) != 1 || got.Unscored[0].Unit != "shop.socket" {
		t.Errorf("%+v", got.Unscored)
	}
}

func TestScoreText(t *testing.T) {
	_, out, _ := call(plainUnit, "score", "-")
	for _, want := range []string{"stdin: 9.4 UNSAFE (systemd 257)", "0.445  4.8%  PrivateNetwork=", "# /etc/systemd/system/", "ProtectKernelLogs=yes\n", "may break: "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// TestMaskedUnit holds that an empty file with the name of a unit is one.
func TestMaskedUnit(t *testing.T) {
	code, out, errs := call("", "score", filepath.Join(folder(t, "a.service", ""), "a.service"))
	if code != exitClean || !strings.Contains(out, "the real tool gives no score: the unit file is empty") {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
}

// TestScoreOfManyUnits holds that the cap of an audit is none of a score.
func TestScoreOfManyUnits(t *testing.T) {
	var pairs []string
	for i := range 600 {
		pairs = append(pairs, fmt.Sprintf("a%d.service", i), plainUnit)
	}
	code, out, errs := call("", "score", folder(t, pairs...))
	if n := strings.Count(out, ".service: 9.4 UNSAFE"); n != 600 || code != exitClean {
		t.Errorf("exit %d, %d scores: %s", code, n, errs)
	}
}

// TestNoService holds that the reason is told where nothing can be scored.
func TestNoService(t *testing.T) {
	dir := folder(t, "a.timer", "[Timer]\nOnCalendar=daily\n", "b.service.d/a.conf", "[Service]\nUser=x\n")
	for name, want := range map[string]string{"a.timer": "a.timer: only services", "b.service.d/a.conf": "b.service, is not among the files"} {
		code, _, errs := call("", "score", filepath.Join(dir, name))
		if code != exitUsage || !strings.Contains(errs, want) {
			t.Errorf("%s: exit %d, %q", name, code, errs)
		}
	}
}
