package main

import (
	"os"
	"runtime"
	"testing"
)

// TestAgreesWithDjango replays what Django's check --deploy said of the
// generated modules: where Django reports a check, so does the audit, and
// nowhere else.
func TestAgreesWithDjango(t *testing.T) {
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	all, err := readTable(string(text))
	if err != nil {
		t.Fatal(err)
	}
	for version, verdicts := range all {
		t.Run(version, func(t *testing.T) {
			if len(verdicts) < 2000 {
				t.Errorf("%d modules are compared, want at least 2000", len(verdicts))
			}
			agreed, open := 0, 0
			for i, v := range verdicts {
				if i%every != 0 {
					continue
				}
				d := Compare(version, v)
				agreed += d.Sure
				open += len(d.Open)
				if len(d.Missing)+len(d.Extra) > 0 {
					t.Errorf("module %d: Django only %v, ours only %v", v.Module, d.Missing, d.Extra)
				}
			}
			t.Logf("%d modules, %d verdicts the same, %d left open", len(verdicts), agreed, open)
			if open*100 > agreed {
				t.Errorf("%d of %d verdicts are left open", open, agreed)
			}
		})
	}
}

// every thins the modules out where they take long: in a browser's engine.
var every = func() int {
	if runtime.GOOS == "js" {
		return 20
	}
	return 1
}()

// TestModulesAreStable holds that the generator still writes the modules that
// the table speaks of.
func TestModulesAreStable(t *testing.T) {
	for n := range 20 {
		if Module(n) != Module(n) {
			t.Errorf("module %d is not the same twice", n)
		}
	}
	if Module(1) == Module(2) {
		t.Error("two numbers give one module")
	}
}
