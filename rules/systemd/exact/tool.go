package exact

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/systemd"
)

// Tool is a "systemd-analyze" of some release.
type Tool struct {
	Path    string
	Version audit.Version
}

// NewTool asks a "systemd-analyze" for its release.
func NewTool(path string) (*Tool, error) {
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		return nil, fmt.Errorf("%s --version: %w", path, err)
	}
	words := strings.Fields(string(out))
	if len(words) < 2 {
		return nil, errors.New(path + " --version names no release")
	}
	v, err := audit.ParseVersion(words[1])
	return &Tool{path, v}, err
}

// overall is the line that only the text output has.
var overall = regexp.MustCompile(`Overall exposure level for .*: (\d+\.\d) ([A-Z]+)`)

// Score runs the tool over a unit file and gives its result in one line, as
// Encode does for ours. A refused unit gives "refused".
func (t *Tool) Score(path string) (string, error) {
	text, err := t.run("SYSTEMD_ANALYZE_DEBUG=0", "--no-pager", path)
	if err != nil {
		return "", err
	}
	m := overall.FindStringSubmatch(text)
	if m == nil {
		return "refused", nil
	}
	rows, err := t.run("SYSTEMD_ANALYZE_DEBUG=1", "--json=short", path)
	if err != nil {
		return "", err
	}
	codes, err := badnesses(rows)
	return m[1] + " " + m[2] + " " + codes, err
}

func (t *Tool) run(debug string, args ...string) (string, error) {
	cmd := exec.Command(t.Path, append([]string{"security", "--offline=true"}, args...)...)
	cmd.Env = append(os.Environ(), "SYSTEMD_UNIT_PATH=", "SYSTEMD_COLORS=0", "LC_ALL=C.UTF-8", debug)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = nil // a refused unit, or one above the threshold
	}
	return string(out), err
}

// badnesses reads the rows that the tool prints as JSON and writes one letter
// for each of ours, in our order. Weights and ranges must be equal too.
func badnesses(text string) (string, error) {
	var rows []struct {
		Name                   string
		Weight, Badness, Range uint64
	}
	if n := strings.IndexByte(text, '['); n >= 0 {
		text = text[n:]
	}
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return "", err
	}
	byName := map[string]byte{}
	for _, r := range rows {
		byName[fmt.Sprintf("%s %d %d", r.Name, r.Weight, r.Range)] = letter(int(r.Badness), r.Badness != math.MaxUint64)
	}
	var codes strings.Builder
	for _, r := range systemd.EmptyRows() {
		code, ok := byName[fmt.Sprintf("%s %d %d", r.ID, r.Weight, r.Range)]
		if !ok {
			return "", fmt.Errorf("the tool has no row %s of weight %d and range %d", r.ID, r.Weight, r.Range)
		}
		codes.WriteByte(code)
	}
	if len(rows) != codes.Len() {
		return "", fmt.Errorf("the tool has %d rows, not %d", len(rows), codes.Len())
	}
	return codes.String(), nil
}

// letter writes a badness from 0 to 10 as one character.
func letter(badness int, applicable bool) byte {
	if !applicable {
		return '-'
	}
	return "0123456789A"[badness]
}

// Encode writes a score in one line: exposure, level, and a letter for each row.
func Encode(s systemd.Score) string {
	if s.Refused != "" {
		return "refused"
	}
	codes := make([]byte, len(s.Rows))
	for i, r := range s.Rows {
		codes[i] = letter(r.Badness, r.Applicable)
	}
	return fmt.Sprintf("%.1f %s %s", s.Exposure, s.Level, codes)
}

// Ours scores the unit of a tree for a release.
func Ours(tree Tree, v audit.Version) systemd.Score {
	var files []*audit.File
	for path, text := range tree {
		files = append(files, &audit.File{Name: path, Kind: systemd.Kind, Text: text})
	}
	scores := systemd.Scores(audit.NewStack(files, audit.Targets{"systemd": v}, nil))
	if len(scores) != 1 {
		return systemd.Score{Refused: "not one service"}
	}
	return scores[0]
}
