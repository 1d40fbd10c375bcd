package audit

import "testing"

func TestTruthIsThreeValued(t *testing.T) {
	all := []Truth{Maybe, No, Yes}
	and := [3][3]Truth{{Maybe, No, Maybe}, {No, No, No}, {Maybe, No, Yes}}
	or := [3][3]Truth{{Maybe, Maybe, Yes}, {Maybe, No, Yes}, {Yes, Yes, Yes}}
	for _, a := range all {
		for _, b := range all {
			if got := a.And(b); got != and[a][b] {
				t.Errorf("%v and %v = %v, want %v", a, b, got, and[a][b])
			}
			if got := a.Or(b); got != or[a][b] {
				t.Errorf("%v or %v = %v, want %v", a, b, got, or[a][b])
			}
		}
		if a.Not().Not() != a {
			t.Errorf("not not %v = %v", a, a.Not().Not())
		}
	}
	if TruthOf(true) != Yes || TruthOf(false) != No {
		t.Error("TruthOf gives Yes and No")
	}
}
