package env

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{".env", "", true},
		{"deploy/.env.production", "A=1", true},
		{"prod.env", "A=1", true},
		{"stdin", "DEBUG=True\nSECRET_KEY=x\n", true},
		{"settings.py", "DEBUG = True\nSECRET_KEY = 'x'\n", false},
		{"shop.service", "[Service]\nUser=shop\nExecStart=/x\n", false},
		{"script.sh", "#!/bin/sh\nset -e\nA=1\nB=2\nrun $A\n", false},
		{"notes.md", "# Notes\nA=1\n", false},
		{"99-a.rules", "SUBSYSTEM=\"net\"\nTAG=\"x\"\n", false},
		{"pasted", "SUBSYSTEM==\"net\", TAG+=\"x\"\nSUBSYSTEM==\"block\", TAG+=\"y\"\n", false},
		{"carriers.conf", "23430=Commercial\n23433=Commercial\n", false},
		{"cs.joomla.ini", "HELLO=\"Ahoj\"\nBYE=\"Nashle\"\n", false},
		{"etc/default/named", "RESOLVCONF=no\nOPTIONS=\"-u bind\"\n", true},
	} {
		if got := detect(test.name, test.text) >= 40; got != test.want {
			t.Errorf("detect(%q) = %v, want %v", test.name, got, test.want)
		}
	}
}

func audited(name, text string) (*audit.Stack, *audit.Report) {
	s := audit.NewStack([]*audit.File{{Name: name, Kind: "env", Text: text}}, nil, nil)
	publish(s)
	run(s)
	return s, s.Report()
}

func TestVariablesArePublished(t *testing.T) {
	s, _ := audited(".env", "A=1\nB\nA=2\n")
	if got := s.Variables("A"); len(got) != 1 || got[0].Value != "2" || got[0].Span.Line() != 3 {
		t.Errorf("A is %+v: the last line wins", got)
	}
	if got := s.Variables("B"); len(got) != 0 {
		t.Errorf("B has no value, got %+v", got)
	}
	s, _ = audited(".env.example", "A=1\n")
	if got := s.Variables("A"); len(got) != 0 {
		t.Errorf("a template sets nothing, got %+v", got)
	}
}

func TestSecretsAreNotEchoed(t *testing.T) {
	const canary = "changeme" // a placeholder, so that a finding speaks of it
	_, report := audited(".env", "DB_PASSWORD="+canary+"\nDB_PASSWORD=\nX_URL=redis://:"+canary+"@cache.example.net/0\n")
	if len(report.Verdicts) < 3 {
		t.Fatalf("verdicts %+v", report.Verdicts)
	}
	for _, v := range report.Verdicts {
		if strings.Contains(v.Message, canary) {
			t.Errorf("%s echoes a secret: %s", v.Rule, v.Message)
		}
	}
}

func TestAnExampleFileIsNotBlamed(t *testing.T) {
	_, report := audited("env.example", "SECRET_KEY=changeme\nDB_PASSWORD=\nDEBUG=1\n")
	for _, v := range report.Verdicts {
		if v.Severity > audit.Info {
			t.Errorf("%s %s %s", v.Rule, v.Severity, v.Message)
		}
	}
}
