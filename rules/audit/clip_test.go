package audit

import "testing"

func TestClip(t *testing.T) {
	for _, row := range []struct {
		text string
		most int
		want string
	}{
		{"", 3, ""},
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"äöüß", 3, "äö…"},
		{"a\nb\x00c", 9, "a b c"},
	} {
		if got := Clip(row.text, row.most); got != row.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", row.text, row.most, got, row.want)
		}
	}
}
