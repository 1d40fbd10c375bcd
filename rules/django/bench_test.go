package django

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
)

// part is a stretch of settings as large projects have them; %[1]d makes each
// one differ.
const part = `
# Part %[1]d
SHOP_%[1]d_URL = os.environ.get("SHOP_%[1]d_URL", "https://shop-%[1]d.example.com")
SHOP_%[1]d_ENABLED = os.environ.get("SHOP_%[1]d_ENABLED", "False").lower() in ("true", "1", "yes")
SHOP_%[1]d_TIMEOUT = int(os.environ.get("SHOP_%[1]d_TIMEOUT", 60 * 10))
SHOP_%[1]d_ROOT = BASE_DIR / "parts" / "%[1]d"
SHOP_%[1]d_NAMES = ["a%[1]d", "b%[1]d", f"{SHOP_%[1]d_URL}/c"]
SECURE_SHOP_%[1]d = not DEBUG
SESSION_SHOP_%[1]d_AGE = 60 * 60 * %[1]d

SHOP_%[1]d_OPTIONS = {
    "default": {
        "ENGINE": "shop.backends.part%[1]d",
        "USER": os.environ["SHOP_USER"],
        "PASSWORD": os.environ.get("SHOP_PASSWORD_%[1]d"),
        "OPTIONS": {"sslmode": "require", "connect_timeout": 5},
    }
}

if SHOP_%[1]d_ENABLED:
    SHOP_%[1]d_NAMES.append("shop.part%[1]d")
    SHOP_%[1]d_NAMES += ["d%[1]d"]
elif "test" in sys.argv:
    SHOP_%[1]d_ROOT = None


def part_%[1]d(text, separator=","):
    """Cuts a text at the separators."""
    return [item.strip() for item in text.split(separator) if item.strip()]


SHOP_%[1]d_HOSTS = part_%[1]d(os.environ.get("SHOP_%[1]d_HOSTS", ""))
`

// sized gives a settings module of at least n bytes.
func sized(tb testing.TB, n int) string {
	careful, err := os.ReadFile("testdata/careful.py")
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("import os, sys\n" + string(careful))
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, part, i)
	}
	return b.String()
}

func benchmarkAudit(b *testing.B, size int) {
	text := sized(b, size)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		audited(text)
	}
	b.ReportMetric(float64(strings.Count(text, "\n")), "lines")
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/1e6, "MB-taken")
}

func BenchmarkTwoThousandLines(b *testing.B) { benchmarkAudit(b, 74_000) }
func BenchmarkTenthOfAMegabyte(b *testing.B) { benchmarkAudit(b, 100_000) }
func BenchmarkMegabyte(b *testing.B)         { benchmarkAudit(b, 1_000_000) }
