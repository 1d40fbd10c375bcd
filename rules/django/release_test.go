package django

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

func TestAnOlderReleaseIsReadAsTheOldestKnown(t *testing.T) {
	for _, row := range []struct{ target, read, problem string }{
		{"2.2", "3.2", "Django 2.2 is older than this audit knows: it is read as Django 3.2"},
		{"3.1.14", "3.2", "Django 3.1.14 is older than this audit knows: it is read as Django 3.2"},
		{"3.2", "3.2", ""}, {"5.2.3", "5.2.3", ""}, {"6.1", "6.1", ""},
	} {
		file := &audit.File{Name: "settings.py", Kind: "django", Text: rooted + "SECURE_BROWSER_XSS_FILTER = True\n"}
		stack := audit.NewStack([]*audit.File{file}, audit.Targets{"django": audit.MustVersion(row.target)}, nil)
		Format.Audit(stack)
		report, said := stack.Report(), ""
		for _, p := range report.Problems {
			said += p.Message
		}
		if got := report.Targets["django"].String(); got != row.read || said != row.problem {
			t.Errorf("Django %s is read as %s: %q", row.target, got, said)
		}
	}
}

// An answer that an optional module may undo makes what rests on it less than
// sure, also where it is only asked on the way.
func TestWhatAnOptionalModuleMayUndoIsDoubted(t *testing.T) {
	const optional = "try:\n    from .local_settings import *\nexcept ImportError:\n    pass\n"
	for _, text := range []string{
		"DATA_UPLOAD_MAX_MEMORY_SIZE = None\n", "USE_X_FORWARDED_HOST = True\n", "SESSION_COOKIE_AGE = 10**9\n",
		"AXES_ENABLED = False\nINSTALLED_APPS = ['axes']\n", "PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']\n",
		"CORS_ALLOW_ALL_ORIGINS = True\n", "DEBUG_PROPAGATE_EXCEPTIONS = True\n",
	} {
		for _, tail := range []string{"", optional} {
			fails := 0
			for _, v := range auditedFiles("settings.py", rooted+text+tail).Verdicts {
				if v.Outcome != audit.Fail || strings.HasPrefix(v.Rule, "django/security") {
					continue
				}
				fails++
				if sure := v.Confidence == audit.Sure; sure && tail != "" {
					t.Errorf("%q: %s is sure, but local_settings.py may undo it", text, v.Rule)
				}
			}
			if fails == 0 {
				t.Errorf("%q has no finding", text+tail)
			}
		}
	}
}
