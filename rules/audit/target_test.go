package audit

import "testing"

func TestParseVersion(t *testing.T) {
	for text, want := range map[string]Version{"257": {257}, "5.2": {5, 2}, "1.25.1": {1, 25, 1}, "6.0": {6}} {
		got, err := ParseVersion(text)
		if err != nil || got != want {
			t.Errorf("ParseVersion(%q) = %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "x", "1.", "1.2.3.4", "-1", "5.2b"} {
		if _, err := ParseVersion(text); err == nil {
			t.Errorf("ParseVersion(%q) is not refused", text)
		}
	}
}

func TestVersionsCompareByNumber(t *testing.T) {
	for _, test := range []struct{ a, b string }{{"1.9", "1.10"}, {"4.2", "5"}, {"1.25", "1.25.1"}} {
		a, b := MustVersion(test.a), MustVersion(test.b)
		if !a.Less(b) || b.Less(a) || a.Less(a) {
			t.Errorf("%s is earlier than %s", test.a, test.b)
		}
	}
}

func TestParseTargets(t *testing.T) {
	got, err := ParseTargets("django=4.2, nginx=1.22.1")
	if err != nil || got["django"] != MustVersion("4.2") || got["nginx"] != MustVersion("1.22.1") {
		t.Errorf("got %v, %v", got, err)
	}
	if len(got) != 2 {
		t.Errorf("only what is named is chosen, got %v", got)
	}
	for _, text := range []string{"django", "django=", "djangoo=5.2", "django=5.2,"} {
		if _, err := ParseTargets(text); err == nil {
			t.Errorf("ParseTargets(%q) is not refused", text)
		}
	}
}
