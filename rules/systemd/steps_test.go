package systemd

import (
	"math"
	"strings"
	"testing"
)

// path writes the steps of a service in short: id, exposure, lines, and what is
// left out.
func pathOfSteps(s Score) string {
	var b strings.Builder
	for _, step := range s.Steps {
		b.WriteString(step.ID + " " + strings.Join(step.Lines, "; "))
		for _, left := range step.Left {
			b.WriteString(" (not " + left.Setting + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestStepsOfDjango holds the way of a usual service from safe to strict; the
// figures are those of the real tool.
func TestStepsOfDjango(t *testing.T) {
	s := exposureOf(djangoService, 257)
	var got []float64
	for _, step := range s.Steps {
		got = append(got, step.Exposure)
	}
	want := []float64{6.0, 5.8, 4.0, 2.8, 2.8, 1.2, 0.9, 0.9}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("got %v, want %v:\n%s", got, want, pathOfSteps(s))
		}
	}
}

// TestStepsAddUp holds that the text of the last step is all steps together,
// and that the score of the unit with that drop-in is what the step says.
func TestStepsAddUp(t *testing.T) {
	for _, text := range []string{djangoService, "[Service]\nExecStart=/bin/true\n", "[Service]\nUser=x\nExecStart=/srv/a/bin/gunicorn -b unix:/run/a/s.sock a\nSystemCallFilter=~@mount\nIPAddressAllow=10.0.0.1\n"} {
		s := exposureOf(text, 257)
		all := "[Service]\n"
		for _, step := range s.Steps {
			for _, line := range step.Lines {
				all += line + "\n"
			}
			if step.Text != all {
				t.Fatalf("%s: %q, want %q", step.ID, step.Text, all)
			}
			scores := Scores(stackOf("django.service", text, strings.TrimPrefix(s.DropIn, "/etc/systemd/system/"), step.Text))
			if scores[0].Exposure != step.Exposure || scores[0].Refused != "" {
				t.Errorf("%s: %.1f %q, the step says %.1f", step.ID, scores[0].Exposure, scores[0].Refused, step.Exposure)
			}
		}
	}
}

// TestSharesAddUp holds that the exact points make the exposure, before the
// tool rounds up, and the shares the whole.
func TestSharesAddUp(t *testing.T) {
	for _, text := range []string{djangoService, "[Service]\nExecStart=/bin/true\n", "[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/true\n"} {
		s := exposureOf(text, 252)
		points, share, grouped := 0.0, 0.0, 0.0
		for _, r := range s.Rows {
			points += r.Points
			share += r.Share
			if r.Family == "" || r.Rule == "" {
				t.Errorf("%s has no family or no rule", r.ID)
			}
		}
		for _, f := range s.Families() {
			grouped += f.Points
		}
		if s.Exposure < points || s.Exposure > points+0.11 || math.Abs(share-1) > 1e-9 || math.Abs(points-grouped) > 1e-9 {
			t.Errorf("exposure %.1f, points %f, shares %f, families %f", s.Exposure, points, share, grouped)
		}
	}
}

func TestGainsAndFamilies(t *testing.T) {
	s := exposureOf(djangoService, 257)
	gains := s.Gains()
	if gains[0].ID != "PrivateNetwork=" || gains[1].Points < gains[2].Points || len(gains) != 58 {
		t.Errorf("%d gains, first %v", len(gains), gains[0])
	}
	var names []string
	for _, f := range s.Families() {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, ", "); got != "capabilities, system calls, namespaces, address families, network, kernel, identity, file system, devices" {
		t.Error(got)
	}
}
