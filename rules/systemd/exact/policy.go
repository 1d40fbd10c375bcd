package exact

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/systemd"
)

// Policed is a unit and a policy to score it by.
type Policed struct{ Unit, Policy string }

// GeneratePolicies makes n units with a policy each. Names and numbers are
// sometimes such as the tool passes over, or gives up on.
func GeneratePolicies(seed uint64, names []string, n int) []Policed {
	r := rand.New(rand.NewPCG(seed, 81))
	made := make([]Policed, n)
	for i := range made {
		made[i] = Policed{generate(r), generatePolicy(r, names)}
	}
	return made
}

func generatePolicy(r *rand.Rand, names []string) string {
	if r.IntN(12) == 0 {
		return pick(r, []string{"", "{", "[]", "null", "5", `{"a":1,}`, `{"a":1} x`, "{'a':1}", `{"a":01}`, `{"a":"\ud800"}`, `{"a":"\u0000"}`, "{\"a\":\"\xe9\"}"})
	}
	var members []string
	for range r.IntN(30) {
		name := pick(r, names)
		if r.IntN(20) == 0 {
			name = pick(r, []string{"Bogus", strings.ToLower(name), name + "=", ""})
		}
		members = append(members, fmt.Sprintf("%q:%s", name, generateRule(r)))
	}
	return "{" + strings.Join(members, pick(r, []string{",", ", ", " ,\n"})) + "}"
}

var numbers = []string{
	"0", "1", "10", "100", "250", "1000", "7", "13.0", "1e2", "5000e-3", "-0", "-1", "1.5", `"5"`, "null", "true", "[1]", "{}", "4294967296", "99999999999999999999",
}

func generateRule(r *rand.Rand) string {
	if r.IntN(25) == 0 {
		return pick(r, []string{"5", "null", "[]", `"x"`})
	}
	var fields []string
	for range r.IntN(4) {
		field := pick(r, []string{"weight", "weight", "weight", "range", "description_bad", "Weight", "bogus"})
		value := pick(r, numbers)
		if field == "range" {
			value = pick(r, []string{"10", "10", "20", "100", "10.0", `"1"`, "-1", "33", "11", "10"})
			if r.IntN(30) == 0 {
				value = pick(r, []string{"1", "0", "5"})
			}
		}
		fields = append(fields, fmt.Sprintf("%q: %s", field, value))
	}
	return "{" + strings.Join(fields, ",") + "}"
}

// ScoreBy runs the tool over a unit file with a policy and gives its result in
// one line: as Score, with the sums of weights and ranges; "error" where it does
// not take the policy, "aborts" where it does and dies of it.
func (t *Tool) ScoreBy(path, policy string) (string, error) {
	option := "--security-policy=" + policy
	text, err := t.run("SYSTEMD_ANALYZE_DEBUG=0", option, "--no-pager", path)
	if err != nil {
		return "", err
	}
	m := overall.FindStringSubmatch(text)
	if m == nil {
		return t.whyNot(option, path), nil
	}
	rows, err := t.run("SYSTEMD_ANALYZE_DEBUG=1", option, "--json=short", path)
	if err != nil {
		return "", err
	}
	codes, err := policedRows(rows)
	return m[1] + " " + m[2] + " " + codes, err
}

// whyNot tells an abort from a refusal.
func (t *Tool) whyNot(option, path string) string {
	cmd := exec.Command(t.Path, "security", "--offline=true", option, path)
	cmd.Env = append(os.Environ(), "SYSTEMD_UNIT_PATH=", "LC_ALL=C.UTF-8")
	out, _ := cmd.CombinedOutput()
	switch text := string(out); {
	case strings.Contains(text, "Assertion"):
		return "aborts"
	case strings.Contains(text, "Failed to parse"):
		return "error"
	}
	return "refused"
}

func policedRows(text string) (string, error) {
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
	codes, weight, scale := map[string]byte{}, 0, 0
	for _, r := range rows {
		codes[r.Name] = letter(int(r.Badness), r.Badness != math.MaxUint64)
		weight += int(r.Weight)
		scale += int(r.Range)
	}
	ordered := make([]byte, 0, len(rows))
	for _, r := range systemd.EmptyRows() {
		ordered = append(ordered, codes[r.ID])
	}
	return fmt.Sprintf("%s %d %d", ordered, weight, scale), nil
}

// OursBy scores a unit by a policy and writes it as ScoreBy does.
func OursBy(p Policed, v audit.Version) string {
	policy, err := systemd.ParsePolicy(p.Policy)
	if err != nil {
		if strings.Contains(err.Error(), "aborts") {
			return "aborts"
		}
		return "error"
	}
	file := &audit.File{Name: "shop.service", Kind: systemd.Kind, Text: p.Unit}
	s := systemd.ScoresBy(audit.NewStack([]*audit.File{file}, audit.Targets{"systemd": v}, nil), policy)[0]
	if strings.Contains(s.Refused, "aborts") {
		return "aborts"
	}
	weight, scale := 0, 0
	for _, r := range s.Rows {
		weight += r.Weight
		scale += r.Range
	}
	line := Encode(s)
	if line != "refused" {
		line += fmt.Sprintf(" %d %d", weight, scale)
	}
	return line
}
