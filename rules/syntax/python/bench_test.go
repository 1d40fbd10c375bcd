package python

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// settingsBlock is a stretch of a settings file; %[1]d makes each one differ.
const settingsBlock = `
# Part %[1]d: where things are and who may see them.
BASE_DIR_%[1]d = Path(__file__).resolve().parent.parent
SECRET_KEY_%[1]d = os.environ.get("SECRET_KEY_%[1]d", "django-insecure-%[1]d")
DEBUG_%[1]d = os.environ.get("DEBUG", "False").lower() in ("true", "1", "yes")
ALLOWED_HOSTS_%[1]d: list[str] = os.environ.get("ALLOWED_HOSTS", "").split(",") + [f"host{%[1]d}.example.com"]

INSTALLED_APPS_%[1]d = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",  # signed cookies
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *EXTRA_APPS,
]

DATABASES_%[1]d = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("POSTGRES_DB", "shop"),
        "USER": os.environ["POSTGRES_USER"],
        "PASSWORD": config("POSTGRES_PASSWORD", default=None),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60 * 10),
        "OPTIONS": {"sslmode": "require", "connect_timeout": 5},
    }
}

if not DEBUG_%[1]d and SECURE:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * %[1]d
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    MIDDLEWARE.insert(0, "a.b.Middleware%[1]d")
elif "test" in sys.argv:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
else:
    INTERNAL_IPS += ["127.0.0.1", "10.0.%[1]d.2"]


def get_list_%[1]d(text, separator=","):
    """Cuts a text at the separators."""
    return [item.strip() for item in text.split(separator) if item.strip()]


try:
    from .local_%[1]d import *  # noqa
except ImportError:
    pass
`

// settings gives n stretches of 48 lines.
func settings(n int) *audit.File {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, settingsBlock, i)
	}
	return &audit.File{Name: "settings.py", Text: b.String()}
}

func benchmarkParse(b *testing.B, blocks int) {
	file := settings(blocks)
	b.SetBytes(int64(len(file.Text)))
	b.ReportAllocs()
	for b.Loop() {
		if m := Parse(file); len(m.Problems) > 0 {
			b.Fatal(m.Problems)
		}
	}
	b.ReportMetric(float64(len(file.Lines())), "lines")
}

func BenchmarkTwoThousandLines(b *testing.B) { benchmarkParse(b, 42) }

func BenchmarkMegabyte(b *testing.B) { benchmarkParse(b, 600) }
