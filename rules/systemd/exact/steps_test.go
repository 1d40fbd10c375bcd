package exact

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestStepsTool holds that the tool gives a unit with the drop-in of each step
// the score that the step promises.
func TestStepsTool(t *testing.T) {
	path := toolPath()
	if path == "" {
		t.Skip("no systemd-analyze asked for, or none on PATH")
	}
	tool, err := NewTool(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	tried := 0
	for i, unit := range Generate(*seed, 40) {
		s := Ours(Tree{"shop.service": unit}, tool.Version)
		if s.Refused != "" {
			continue
		}
		for _, step := range s.Steps {
			folder := fmt.Sprintf("%d-%s/", i, step.ID)
			dropIn := strings.TrimPrefix(s.DropIn, "/etc/systemd/system/")
			write(t, dir, Tree{folder + "shop.service": unit, folder + dropIn: step.Text})
			got, err := tool.Score(filepath.Join(dir, folder, "shop.service"))
			if err != nil {
				t.Fatal(err)
			}
			tried++
			if want := fmt.Sprintf("%.1f %s ", step.Exposure, step.Level); !strings.HasPrefix(got, want) {
				t.Errorf("%s: the tool says %s, the step %s\n%s", step.ID, got, want, unit)
			}
		}
	}
	t.Logf("systemd %s: %d steps", tool.Version, tried)
}
