package python

import (
	"os"
	"testing"

	"preflight/rules/audit"
)

func BenchmarkFile(b *testing.B) {
	text, _ := os.ReadFile(os.Getenv("BENCH_FILE"))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(&audit.File{Text: string(text)})
	}
}
