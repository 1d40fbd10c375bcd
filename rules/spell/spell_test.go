package spell

import (
	"math/rand/v2"
	"testing"
)

func TestSlips(t *testing.T) {
	for _, row := range []struct {
		a, b string
		most int
		want int
	}{
		{"", "", 2, 0},
		{"bind", "bind", 2, 0},
		{"bind", "bnd", 2, 1},
		{"bind", "blind", 2, 1},
		{"bind", "bond", 2, 1},
		{"bind", "bidn", 2, 1},
		{"timeout", "tiemuot", 2, 2},
		{"timeout", "tmeotu", 2, 2},
		{"abcd", "dcba", 2, 3},
		{"", "abc", 2, 3},
		{"", "abc", 3, 3},
		{"workers", "worker_class", 2, 3},
		{"kitten", "sitting", 5, 3},
	} {
		for _, pair := range [][2]string{{row.a, row.b}, {row.b, row.a}} {
			if got := Slips(pair[0], pair[1], row.most); got != row.want {
				t.Errorf("Slips(%q, %q, %d) = %d, want %d", pair[0], pair[1], row.most, got, row.want)
			}
		}
	}
}

// A limit cuts the count short and changes nothing below it.
func TestSlipsUpToALimit(t *testing.T) {
	word := func() string {
		b := make([]byte, rand.IntN(8))
		for i := range b {
			b[i] = byte('a' + rand.IntN(3))
		}
		return string(b)
	}
	for range 20_000 {
		a, b := word(), word()
		all := Slips(a, b, 100)
		for most := range 4 {
			if got, want := Slips(a, b, most), min(all, most+1); got != want {
				t.Fatalf("Slips(%q, %q, %d) = %d, want %d", a, b, most, got, want)
			}
		}
	}
}
