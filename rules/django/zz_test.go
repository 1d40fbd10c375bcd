package django

import (
	"fmt"
	"os"
	"path/filepath"
	"preflight/rules/audit"
	"strings"
	"testing"
	"time"
)

func TestDump(t *testing.T) {
	arg := os.Getenv("DUMP")
	if arg == "" {
		t.Skip()
	}
	var list []*audit.File
	for _, pat := range strings.Split(arg, ",") {
		ms, _ := filepath.Glob(pat)
		for _, m := range ms {
			b, _ := os.ReadFile(m)
			name := m
			if root := os.Getenv("ROOT"); root != "" {
				name, _ = filepath.Rel(root, m)
			}
			kind := audit.Kind("django")
			if detectSettings(name, string(b)) < 30 {
				kind = "python"
			}
			list = append(list, &audit.File{Name: name, Kind: kind, Text: string(b)})
		}
	}
	start := time.Now()
	stack := audit.NewStack(list, nil, nil)
	all := Models(stack)
	fmt.Println("time", time.Since(start))
	Format.Audit(stack)
	rep := stack.Report()
	fmt.Println("crashes", rep.Crashes)
	for _, p := range rep.Problems {
		fmt.Println("PROBLEM", p.Span.File.Name, p.Span.Line(), p.Message)
	}
	for _, s := range all {
		fmt.Println("=====", s.File.Name, s.Class, "dev:", s.Development, "whole:", s.whole, s.partial, "facts:", s.facts)
		if os.Getenv("V") != "" {
			for _, n := range s.Names() {
				d := describe(s.Get(n))
				if len(d) > 300 {
					d = d[:300] + "…"
				}
				fmt.Println(n, "=", d, "@", s.Place(n).Line())
			}
		}
	}
	for _, v := range rep.Verdicts {
		if v.Outcome == audit.Fail || os.Getenv("U") != "" && v.Outcome == audit.Unknown {
			fmt.Println(v.Outcome, v.Severity, v.Confidence, v.Rule, v.Span.File.Name, v.Span.Line(), v.Message)
		}
	}
}
