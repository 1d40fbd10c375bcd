package django

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// pythonStack makes a stack in which settings modules are told by their name.
func pythonStack(files ...string) *audit.Stack {
	var list []*audit.File
	for i := 0; i+1 < len(files); i += 2 {
		kind := audit.Kind("django")
		if !strings.Contains(files[i+1], "ROOT_URLCONF") && !strings.Contains(files[i+1], "SITE_ID") && !strings.Contains(files[i+1], "import *") {
			kind = "python"
		}
		list = append(list, &audit.File{Name: files[i], Kind: kind, Text: files[i+1]})
	}
	return audit.NewStack(list, nil, nil)
}

func names(module string) string {
	return "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '" + module + "')\n"
}

// The modules of a stack, the deployed one first, each with the reason why it
// is taken for one that is not deployed.
func TestWhichModuleIsDeployed(t *testing.T) {
	const whole, part = rooted + "DEBUG = False\n", "SITE_ID = 1\n"
	for _, row := range []struct {
		name  string
		files []string
		want  string
	}{
		{"one module", []string{"shop/settings.py", whole}, "shop/settings.py"},
		{"two, and nothing says which", []string{"a/settings.py", whole, "b/settings.py", whole}, "a/settings.py|b/settings.py"},
		{"wsgi.py says which", []string{"a/settings.py", whole, "b/settings.py", whole, "b/wsgi.py", names("b.settings")},
			"b/settings.py|a/settings.py (wsgi.py names b.settings)"},
		{"so does asgi.py", []string{"a/settings.py", whole, "b/settings.py", whole, "b/asgi.py", "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'b.settings'\n"},
			"b/settings.py|a/settings.py (asgi.py names b.settings)"},
		{"wsgi.py before manage.py", []string{"s/one.py", whole, "s/two.py", whole, "manage.py", names("s.one"), "s/wsgi.py", names("s.two")},
			"s/two.py|s/one.py (wsgi.py names s.two)"},
		{"manage.py alone", []string{"docs/settings.py", whole, "shop/settings.py", whole, "manage.py", names("shop.settings")},
			"shop/settings.py|docs/settings.py (manage.py names shop.settings)"},
		{"manage.py does not rule out production", []string{"s/settings.py", whole, "s/production.py", whole, "manage.py", names("s.settings")},
			"s/settings.py|s/production.py"},
		{"manage.py names development", []string{"s/local.py", whole, "s/production.py", whole, "manage.py", names("s.local")},
			"s/production.py|s/local.py (local.py)"},
		{"wsgi.py and asgi.py disagree", []string{"a/settings.py", whole, "b/settings.py", whole, "a/wsgi.py", names("a.settings"), "b/asgi.py", names("b.settings")},
			"a/settings.py|b/settings.py"},
		{"the base of the deployed one", []string{"s/base.py", whole, "s/production.py", "from .base import *\n", "s/wsgi.py", names("s.production")},
			"s/production.py"},
		{"beside a site, a module that serves no pages", []string{"shop/settings.py", whole, "tools/extract.py", part},
			"shop/settings.py|tools/extract.py (no ROOT_URLCONF)"},
		{"unless a part of the site is out of sight", []string{"shop/settings.py", whole + "exec('…')\n", "conf/extra.py", part},
			"shop/settings.py|conf/extra.py"},
		{"a part alone", []string{"conf/extra.py", part}, "conf/extra.py"},
	} {
		var got []string
		for _, s := range Models(pythonStack(row.files...)) {
			text := s.File.Name
			if s.Development != "" {
				text += " (" + s.Development + ")"
			}
			got = append(got, text)
		}
		if strings.Join(got, "|") != row.want {
			t.Errorf("%s:\n\t%s, want\n\t%s", row.name, strings.Join(got, "|"), row.want)
		}
	}
}

// Where somebody keeps a project says nothing about it.
func TestOnlyThePathWithinTheProjectCounts(t *testing.T) {
	for _, row := range []struct {
		files string // the first is asked for
		want  bool
	}{
		{"home/jane/test/shop/settings.py", false},
		{"home/jane/test/shop/settings.py home/jane/test/manage.py", false},
		{"home/jane/test/shop/shop/settings.py home/jane/test/shop/blog/models.py", false},
		{"home/jane/test/shop/tests/settings.py home/jane/test/shop/manage.py", true},
		{"test/settings.py test/manage.py", false},
		{"test/settings.py test/urls.py", true},
		{"tests/settings.py", true},
		{"lib-1.0/tests/settings.py lib-1.0/lib/models.py", true},
		{"evennia/server/profiling/mixin.py evennia/settings.py", true},
	} {
		var files []string
		for i, name := range strings.Fields(row.files) {
			files = append(files, name, map[bool]string{true: rooted, false: "X = 1\n"}[i == 0])
		}
		if s := Models(pythonStack(files...))[0]; (s.Development != "") != row.want {
			t.Errorf("%s: development is %q", row.files, s.Development)
		}
	}
}

// A finding in a module that is not deployed says so and points to what is.
func TestFindingsBesideTheDeployedModule(t *testing.T) {
	stack := pythonStack("a/settings.py", rooted+"DEBUG = True\n", "b/settings.py", rooted, "b/wsgi.py", names("b.settings"))
	Format.Audit(stack)
	for _, v := range stack.Report().Verdicts {
		if v.Rule != "django/debug-enabled" || v.Outcome != audit.Fail {
			continue
		}
		if v.Severity != audit.Low || v.Message != "DEBUG is True (not the deployed module)" || len(v.Related) == 0 || v.Related[0].File.Name != "b/wsgi.py" {
			t.Errorf("%s, %q, related %v", v.Severity, v.Message, v.Related)
		}
		return
	}
	t.Error("no finding")
}

// A module called base is whole where the site runs with it.
func TestABaseThatIsDeployedIsWhole(t *testing.T) {
	for module, whole := range map[string]bool{"shop.base": true, "shop.live": false} {
		stack := pythonStack("shop/base.py", rooted, "shop/wsgi.py", names(module))
		if a := Models(stack)[0].Bool("SECURE_SSL_REDIRECT"); a.No() != whole {
			t.Errorf("wsgi.py names %s: the default is seen: %v", module, a.No())
		}
	}
}
