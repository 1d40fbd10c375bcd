package systemd

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// scoreBy scores a service by a policy.
func scoreBy(t *testing.T, policy string) Score {
	t.Helper()
	p, err := ParsePolicy(policy)
	if err != nil {
		t.Fatal(err)
	}
	return ScoresBy(stackOf("django.service", djangoService), p)[0]
}

// TestPolicyWeights holds the exposure that systemd-analyze 252 and 257 give by a
// policy.
func TestPolicyWeights(t *testing.T) {
	for policy, want := range map[string]float64{
		`{}`:                                   6.7,
		`[]`:                                   6.7,
		`{"PrivateNetwork":{"weight":0}}`:      6.5,
		`{"PrivateNetwork":{"weight":100000}}`: 8.8,
		`{"PrivateNetwork":{"weight":100000,"weight":1}}`:       8.8,
		`{"PrivateNetwork":{"range":2}}`:                        6.5,
		`{"PrivateNetwork":{"weight":"5"}}`:                     6.7,
		`{"PrivateNetwork":{"weight":-5}}`:                      6.7,
		`{"PrivateNetwork":{"weight":1.5}}`:                     6.7,
		`{"PrivateNetwork":{"weight":100000.0}}`:                8.8,
		`{"privatenetwork":{"weight":0}}`:                       6.7,
		`{"PrivateNetwork":5,"X":{}}`:                           6.7,
		`{"PrivateNetwork":{},"PrivateNetwork":{"weight":0}}`:   6.7,
		`{"PrivateNetwork":{"description_bad":"x","weight":0}}`: 6.5,
		`{"Private\u004eetwork":{"weight":0}}`:                  6.5,
		`{"PrivateNetwork":{"weight":99999999999999999999}}`:    6.7,
		`{"PrivateNetwork":{"weight":4294967296}}`:              10.0,
		`{"PrivateNetwork":{"weight":-0}}`:                      6.5,
	} {
		if s := scoreBy(t, policy); s.Exposure != want || s.Refused != "" {
			t.Errorf("%s: %.1f %q, want %.1f", policy, s.Exposure, s.Refused, want)
		}
	}
}

// TestPolicyRefusals holds where the tool gives up.
func TestPolicyRefusals(t *testing.T) {
	for policy, want := range map[string]string{
		``:                          "not JSON at line 1, column 1",
		`{`:                         "not JSON at line 1, column 1",
		"{\n  'a': 1}":              "not JSON at line 2, column 3",
		`{"a":1,}`:                  "not JSON at line 1, column 8",
		`{} {}`:                     "not JSON at line 1, column 4",
		`{"a":01}`:                  "not JSON at line 1, column 7",
		`{"a":"\ud800"}`:            "not JSON: a string",
		`{"a":"\u0000"}`:            "not JSON: a string",
		"{\"a\":\"\xe9\"}":          "not JSON: a string",
		`{"UMask":{"range":0}}`:     "range of UMask is 0",
		`{"UMask":{"weight":1e19}}`: "weight of UMask is so large",
	} {
		if _, err := ParsePolicy(policy); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", policy, err, want)
		}
	}
	for _, fine := range []string{`{"a":"\ud83d\ude00\\u0000"}`, ` null `, `{"a":[[1]]}`} {
		if _, err := ParsePolicy(fine); err != nil {
			t.Errorf("%s: %v", fine, err)
		}
	}
	if s := scoreBy(t, `{"ProtectProc":{"range":1}}`); !strings.Contains(s.Refused, "range for ProtectProc= is too small") {
		t.Error(s.Refused)
	}
	var all []string
	for _, a := range assessments {
		all = append(all, `"`+PolicyID(a.id)+`":{"weight":0}`)
	}
	if s := scoreBy(t, "{"+strings.Join(all, ",")+"}"); !strings.Contains(s.Refused, "no assessment") || s.Exposure != 0 {
		t.Errorf("%.1f %q", s.Exposure, s.Refused)
	}
}

// TestPolicyNotes holds that what the tool passes over in silence is told.
func TestPolicyNotes(t *testing.T) {
	p, err := ParsePolicy(`{"Bogus":{}, "UMask":5, "PrivateTmp":{"weight":"1","wieght":2,"description_good":1}, "UMask":{}}`)
	if err != nil {
		t.Fatal(err)
	}
	want := `"Bogus" is no assessment: it does not count
UMask is no object: it does not count
weight of PrivateTmp is no whole number: it does not count
PrivateTmp has no field "wieght": it does not count
UMask stands twice: the first counts`
	if got := strings.Join(p.Notes, "\n"); got != want {
		t.Error(got)
	}
}

func FuzzPolicy(f *testing.F) {
	f.Add(`{"UMask":{"weight":1,"range":10}}`)
	f.Add(`{"a":"\ud83d\ude00","b":[{}]}`)
	f.Fuzz(func(_ *testing.T, text string) {
		if p, err := ParsePolicy(text); err == nil {
			ScoresBy(audit.NewStack([]*audit.File{{Name: "a.service", Kind: Kind, Text: djangoService}}, nil, nil), p)
		}
	})
}
