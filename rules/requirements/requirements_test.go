package requirements

import (
	"testing"

	"preflight/rules/audit"
	"preflight/rules/syntax/reqfile"
)

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"requirements.txt", "", true},
		{"requirements/base.txt", "x", true},
		{"requirements-dev.in", "x", true},
		{"stdin", "Django==5.2.1\ngunicorn==23.0.0\n", true},
		{"notes.txt", "Django==5.2.1 is what we run\n", false},
		{"settings.py", "if A==1:\n    B==2\n", false},
		{".env", "A=1\nB=2\n", false},
	} {
		if got := detect(test.name, test.text) > 0; got != test.want {
			t.Errorf("detect(%q) = %v, want %v", test.name, got, test.want)
		}
	}
}

func TestAPinnedDjangoIsTheTarget(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"requirements.txt", "Django==4.2.11", "4.2.11"},
		{"requirements.txt", "Django>=4.2", "5.2"},
		{"requirements.txt", "Django==6.0rc1", "5.2"},
		{"requirements.txt", "flask==3.0", "5.2"},
	} {
		s := audit.NewStack([]*audit.File{
			{Name: test.name, Kind: "requirements", Text: test.text},
			{Name: "requirements-dev.txt", Kind: "requirements", Text: ""},
		}, nil, nil)
		publish(s)
		if got := s.Targets["django"].String(); got != test.want {
			t.Errorf("%q: target %s, want %s", test.text, got, test.want)
		}
	}
}

func TestTheProductionFileTellsTheTarget(t *testing.T) {
	s := audit.NewStack([]*audit.File{
		{Name: "requirements.txt", Kind: "requirements", Text: "Django==5.2.1"},
		{Name: "dev-requirements.txt", Kind: "requirements", Text: "Django==6.0"},
	}, nil, nil)
	publish(s)
	if got := s.Targets["django"].String(); got != "5.2.1" {
		t.Errorf("target %s", got)
	}
}

// TestAffects: the first fixed release of the own series decides.
func TestAffects(t *testing.T) {
	a := advisory{"CVE-0-0", []audit.Version{audit.MustVersion("4.2.5"), audit.MustVersion("5.0.1")}}
	for release, want := range map[string]bool{
		"4.2.4": true, "4.2.5": false, "4.2.11": false, "5.0": true, "5.0.1": false, "5.1": false, "3.2.1": false,
	} {
		if got := a.affects(audit.MustVersion(release)); got != want {
			t.Errorf("affects(%s) = %v", release, got)
		}
	}
	if n := len(advisories()); n < 100 {
		t.Errorf("the table has %d advisories", n)
	}
}

func TestRanges(t *testing.T) {
	for _, test := range []struct {
		text, limit string
		oneSeries   bool
	}{
		{"Django>=4.2,<5", "5", false},
		{"Django~=3.2", "4", false},
		{"Django~=3.2.1", "3.3", true},
		{"Django==5.2.*", "5.3", true},
		{"Django[argon2]==5.2.*,>=5.2.17", "5.3", true},
		{"Django>=5.2.16,<5.3.0", "5.3", true},
		{"Django>=5.2.16,<6", "6", false},
		{"Django<=4.2", "4.2.1", false},
		{"Django>=4.2", "", false},
		{"Django", "", false},
		{"Django<5.0a1", "", false},
	} {
		d := reqfile.Parse(&audit.File{Text: test.text}).Requirements[0]
		limit, ok := ceiling(d)
		if ok != (test.limit != "") || ok && limit.String() != test.limit || oneSeries(d) != test.oneSeries {
			t.Errorf("%s: before %v %v, one series %v", test.text, limit, ok, oneSeries(d))
		}
	}
}
