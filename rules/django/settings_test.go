package django

import (
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

const rooted = "ROOT_URLCONF = 'shop.urls'\n"

func TestUnsetSettingsAreAtTheDefaultOfTheVersion(t *testing.T) {
	for _, row := range []struct{ name, version, want string }{
		{"DEBUG", "5.2", "False"}, {"ADMINS", "5.2", "[]"}, {"X_FRAME_OPTIONS", "3.2", "'DENY'"},
		{"USE_TZ", "4.2", "False"}, {"USE_TZ", "5.2", "True"},
		{"SESSION_COOKIE_AGE", "6.1", "1209600"},
		{"DEFAULT_AUTO_FIELD", "5.2", "'django.db.models.AutoField'"}, {"DEFAULT_AUTO_FIELD", "6.0", "'django.db.models.BigAutoField'"},
		{"STORAGES", "3.2", "-"}, {"DEFAULT_FILE_STORAGE", "5.2", "-"}, {"SECURE_CSP", "5.2", "-"}, {"SECURE_CSP", "6.0", "{}"},
	} {
		stack := audit.NewStack([]*audit.File{{Name: "settings.py", Kind: "django", Text: rooted}},
			audit.Targets{"django": audit.MustVersion(row.version)}, nil)
		if got := pyconf.Describe(Models(stack)[0].Get(row.name)); got != row.want {
			t.Errorf("%s in %s is %s, want %s", row.name, row.version, got, row.want)
		}
	}
}

// Where the environment decides DEBUG, the site is deployed without it.
func TestSettingsAreReadWithDebugOff(t *testing.T) {
	const env = "import os, environ\nenv = environ.Env(DEBUG=(bool, False))\n"
	for text, want := range map[string]string{
		"DEBUG = env('DEBUG')\nif DEBUG:\n    X = 1\nelse:\n    X = 2":  "2",
		"DEBUG = env('DEBUG')\nX = not DEBUG":                           "True",
		"DEBUG = env('DEBUG')\nX = ['a']\nif DEBUG:\n    X.append('b')": "['a']",
		"DEBUG = os.environ.get('D') == '1'\nX = 'a' if DEBUG else 'b'": "'b'",
	} {
		if got := pyconf.Describe(model("settings.py", env+text+"\n"+rooted).Get("X")); got != want {
			t.Errorf("%s: X is %s, want %s", text, got, want)
		}
	}
}

func TestAFragmentLeavesUnsetSettingsOpen(t *testing.T) {
	for _, row := range []struct{ name, text, settle string }{
		{"settings.py", "LANGUAGE_CODE = 'de'\n", "the rest of the settings module is not among the files"},
		{"settings.py", "from .base import *\n" + rooted, "base.py is not among the files"},
		{"shop/settings/base.py", rooted, "the module that imports base.py is not among the files"},
	} {
		a := model(row.name, row.text).Bool("SECURE_SSL_REDIRECT")
		if !a.Maybe() || a.Settle != row.settle {
			t.Errorf("%q: %v, %q", row.text, a.Truth, a.Settle)
		}
	}
	if a := model("settings.py", rooted).Bool("SECURE_SSL_REDIRECT"); !a.No() || !a.Default {
		t.Errorf("a whole module leaves the default open: %v", a)
	}
}

func TestAClassIsWholeWithItsBases(t *testing.T) {
	for text, want := range map[string]string{
		"from configurations import Configuration\nclass Live(Configuration):\n    DEBUG = False\n    SITE_ID = 1\n":                    "False",
		"from configurations import Configuration\nclass Base(Configuration):\n    SITE_ID = 1\nclass Live(Base):\n    DEBUG = False\n": "False",
		"from .base import Base\nclass Live(Base):\n    DEBUG = False\n    ALLOWED_HOSTS = []\n":                                        "?",
	} {
		if got := pyconf.Describe(model("settings.py", text).Get("SECURE_SSL_REDIRECT")); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestWhatEverySiteSetsIsNotBlamedOnAPart(t *testing.T) {
	for text, want := range map[string]string{
		"INSTALLED_APPS = ['shop']\n":                  "? ? ?",
		"INSTALLED_APPS = ['shop']\nMIDDLEWARE = []\n": "'' [] []",
	} {
		s := model("settings.py", text)
		got := pyconf.Describe(s.Get("SECRET_KEY")) + " " + pyconf.Describe(s.Get("ALLOWED_HOSTS")) + " " + pyconf.Describe(s.Get("MIDDLEWARE"))
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestTheDeployedModuleIsTheOneThatTheEnvironmentNames(t *testing.T) {
	list := []*audit.File{
		{Name: "shop/settings/staging.py", Kind: "django", Text: "DEBUG = True\n"},
		{Name: "shop/settings/live.py", Kind: "django", Text: "DEBUG = False\n"},
	}
	stack := audit.NewStack(list, nil, nil)
	stack.Define(audit.Variable{Name: "DJANGO_SETTINGS_MODULE", Value: "shop.settings.live"})
	for _, s := range Models(stack) {
		if deployed := s.Development == ""; deployed != (s.File == list[1]) {
			t.Errorf("%s: %q", s.File.Name, s.Development)
		}
	}
}

func TestSettingsAcrossFiles(t *testing.T) {
	for _, row := range []struct {
		name  string
		files []string
		want  string
	}{
		{"star import", []string{"shop/prod.py", "from .base import *\nX += ['b']", "shop/base.py", "X = ['a']"}, "['a', 'b']"},
		{"two levels", []string{"a/s/prod.py", "from ..common import *", "a/common.py", "X = 1"}, "1"},
		{"by its full name", []string{"config/settings/prod.py", "from config.settings.base import *", "config/settings/base.py", "X = 1"}, "1"},
		{"flat files", []string{"prod.py", "from shop.settings.base import *", "base.py", "X = 1"}, "1"},
		{"one name", []string{"shop/prod.py", "from .base import Y as X", "shop/base.py", "Y = 1"}, "1"},
		{"a module's attribute", []string{"shop/prod.py", "from . import base\nX = base.Y", "shop/base.py", "Y = 1"}, "1"},
		{"a package", []string{"shop/prod.py", "from .parts import *", "shop/parts/__init__.py", "X = 1"}, "1"},
		{"a helper elsewhere", []string{"shop/prod.py", "from .tools import get\nX = get('A', 5)", "shop/tools.py", "import os\ndef get(n, d): return os.environ.get(n, d)"}, "env(A, 5)"},
		{"include", []string{"shop/settings.py", "from split_settings.tools import include\ninclude('parts/*.py')", "shop/parts/a.py", "X = 1"}, "1"},
		{"include of some", []string{"shop/settings.py", "from split_settings.tools import include, optional\ninclude('parts/base.py', optional('local_settings.py'))",
			"shop/parts/base.py", "X = 1", "shop/local_settings.py", "X += 1"}, "2"},
		{"names with an underscore stay", []string{"shop/prod.py", "X = 1\nfrom .base import *\n", "shop/base.py", "_X = 2"}, "1"},
		{"each imports the other", []string{"a.py", "X = 1\nfrom .b import *", "b.py", "from .a import *"}, "? | 1"},
		{"an optional import that is there", []string{"shop/prod.py", "X = 1\ntry:\n    from .extra import *\nexcept ImportError:\n    pass", "shop/extra.py", "X = 2"}, "2"},
	} {
		if got := pyconf.Describe(model(row.files...).Get("X")); got != row.want {
			t.Errorf("%s: X is %s, want %s", row.name, got, row.want)
		}
	}
}

func TestALineOfTheBaseIsThePlace(t *testing.T) {
	s := model("shop/prod.py", "from .base import *\n"+rooted, "shop/base.py", "\n\nDEBUG = True\n")
	if p := s.Bool("DEBUG").Place; p.File.Name != "shop/base.py" || p.Line() != 3 {
		t.Errorf("DEBUG is decided in %s, line %d", p.File.Name, p.Line())
	}
}

func TestWhichModulesAreSettings(t *testing.T) {
	list := []*audit.File{
		{Name: "s/base.py", Kind: "django", Text: "DEBUG = True\n" + rooted},
		{Name: "s/dev.py", Kind: "django", Text: "from .base import *\n"},
		{Name: "s/production.py", Kind: "django", Text: "from .base import *\nDEBUG = False\n"},
		{Name: "s/__init__.py", Kind: "django", Text: ""},
	}
	var got []string
	for _, s := range Models(audit.NewStack(list, nil, nil)) {
		got = append(got, s.File.Name+" "+s.Development)
	}
	if want := "s/production.py |s/dev.py dev.py"; strings.Join(got, "|") != want {
		t.Errorf("models are %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestDevelopmentModulesAreToldByTheirNames(t *testing.T) {
	for name, want := range map[string]bool{
		"dev.py": true, "shop/settings/local.py": true, "test_settings.py": true, "settings_dev.py": true, "settings-ci.py": true,
		"tests/settings.py": true, "settings.py": false, "production.py": false, "latest.py": false, "devices.py": false, "contest.py": false,
		"shop/testutils/settings.py": true, "local_settings.py": false, "etc/settings_local.py": false, "local.py": true,
	} {
		if got := development(name, "") != ""; got != want {
			t.Errorf("%s: development is %v", name, got)
		}
	}
	for class, want := range map[string]bool{"Dev": true, "LocalSettings": true, "Production": false} {
		if got := development("settings.py", class) != ""; got != want {
			t.Errorf("class %s: development is %v", class, got)
		}
	}
}

func TestADevelopmentModuleIsRatedLow(t *testing.T) {
	stack := audit.NewStack([]*audit.File{{Name: "dev.py", Kind: "django", Text: "DEBUG = True\n"}}, nil, nil)
	Format.Audit(stack)
	for _, v := range stack.Report().Verdicts {
		if v.Rule == "django/debug-enabled" && (v.Severity != audit.Low || v.Message != "DEBUG is True (development module)") {
			t.Errorf("%s: %q", v.Severity, v.Message)
		}
	}
}

// TestDevelopmentDoesNotHideProduction audits a module by itself where only
// modules for development run it.
func TestDevelopmentDoesNotHideProduction(t *testing.T) {
	const faulty = rooted + "DEBUG = True\n"
	for _, row := range []struct {
		name  string
		files []string
		want  audit.Severity
	}{
		{"a test module beside it", []string{"shop/settings.py", faulty, "shop/settings_test.py", "from .settings import *\n"}, audit.Medium},
		{"a module in tests", []string{"core/settings.py", faulty, "core/tests/config.py", "from core.settings import *\n"}, audit.Medium},
		{"a base", []string{"shop/base.py", faulty, "shop/dev.py", "from .base import *\n"}, audit.Medium},
		{"through another one", []string{"shop/base.py", faulty, "shop/dev.py", "from .base import *\n", "shop/test.py", "from .dev import *\n"}, audit.Medium},
		{"a clean production module", []string{"shop/base.py", faulty, "shop/dev.py", "from .base import *\n", "shop/live.py", "from .base import *\nDEBUG = False\n"}, audit.Low},
		{"a development module alone", []string{"shop/dev.py", faulty, "shop/test.py", "from .dev import *\n"}, audit.Low},
	} {
		got := map[audit.Severity]int{}
		for _, v := range auditedFiles(row.files...).Verdicts {
			if v.Rule == "django/debug-enabled" && v.Outcome == audit.Fail {
				got[v.Severity]++
			}
		}
		if len(got) != 1 || got[row.want] != 1 {
			t.Errorf("%s: %v, want one of %s", row.name, got, row.want)
		}
	}
}

func TestModulesThatRunEachOtherAreAllAudited(t *testing.T) {
	all := Models(stackOf("a.py", "X = 1\nfrom b import *\n", "b.py", "from a import *\n", "c.py", "SITE_ID = 1\n"))
	if len(all) != 3 {
		t.Errorf("%d modules, want 3", len(all))
	}
}

func TestNothingIsFixedInADevelopmentModule(t *testing.T) {
	for name, want := range map[string]bool{"dev.py": false, "live.py": true} {
		for _, v := range auditedFiles(name, rooted+"DEBUG = True\n").Verdicts {
			if v.Rule == "django/debug-enabled" && (v.Fix != nil) != want {
				t.Errorf("%s: a fix is %v", name, v.Fix != nil)
			}
		}
	}
}

func TestARemovedSettingIsLessSureWhereTheTextIsOfAnOlderRelease(t *testing.T) {
	for text, want := range map[string]audit.Confidence{
		"# https://docs.djangoproject.com/en/3.2/ref/settings/\n":         audit.Likely,
		"# https://docs.djangoproject.com/en/5.2/ref/settings/\n":         audit.Sure,
		"# https://docs.djangoproject.com/en/stable/ref/settings/\n":      audit.Sure,
		"# docs.djangoproject.com/en/3.2/ docs.djangoproject.com/en/5.2/": audit.Sure,
	} {
		for _, v := range audited(text + "\nDEFAULT_FILE_STORAGE = 'shop.Storage'\n").Verdicts {
			if v.Rule == "django/removed-setting" && v.Confidence != want {
				t.Errorf("%s: %s, want %s", text, v.Confidence, want)
			}
		}
	}
}

func TestWhatAnOptionalModuleMayUndoIsLessSure(t *testing.T) {
	const text = rooted + "INSTALLED_APPS = []\nMIDDLEWARE = []\nCORS_ALLOW_ALL_ORIGINS = True\nDEBUG = True\nSECRET_KEY = 'short'\n"
	for more, want := range map[string]audit.Confidence{
		"": audit.Sure,
		"try:\n    from .local import *\nexcept ImportError:\n    pass\n": audit.Likely,
	} {
		found := 0
		for _, v := range audited(text + more).Verdicts {
			switch v.Rule {
			case "django/secret-key-weak", "django/cors-allow-all", "django/debug-enabled":
				found++
				if v.Outcome != audit.Fail || v.Confidence != want {
					t.Errorf("%q: %s is %s, %s; want %s", more, v.Rule, v.Outcome, v.Confidence, want)
				}
			}
		}
		if found != 3 {
			t.Errorf("%q: %d findings, want 3", more, found)
		}
	}
}

func TestASilencedCheckLowersItsRule(t *testing.T) {
	for text, want := range map[string]audit.Severity{
		"SILENCED_SYSTEM_CHECKS = ['security.W018']\n": audit.Info,
		"SILENCED_SYSTEM_CHECKS = ['security.W001']\n": audit.Medium,
	} {
		for _, v := range audited(text + "DEBUG = True\n").Verdicts {
			if v.Rule == "django/debug-enabled" && (v.Severity != want || v.Certain() != (want != audit.Info)) {
				t.Errorf("%s: severity is %s, want %s (%s)", text, v.Severity, want, v.Message)
			}
		}
	}
}

func TestAnEnvironmentFileSettlesReads(t *testing.T) {
	stack := audit.NewStack([]*audit.File{{Name: "settings.py", Kind: "django",
		Text: "import os\nDEBUG = os.environ.get('DEBUG') == 'True'\nALLOWED_HOSTS = os.environ['HOSTS'].split(',')\n" + rooted}}, nil, nil)
	env := &audit.File{Name: ".env", Kind: "env", Text: "DEBUG=True\nHOSTS=a,*\n"}
	stack.Define(audit.Variable{Name: "DEBUG", Value: "True", Span: env.Span(6, 10)})
	stack.Define(audit.Variable{Name: "HOSTS", Value: "a,*", Span: env.Span(17, 20)})
	s := Models(stack)[0]
	if a := s.Bool("DEBUG"); !a.Yes() || a.Place.Line() != 2 {
		t.Errorf("DEBUG: %v, line %d", a.Truth, a.Place.Line())
	}
	if a := s.Contains("ALLOWED_HOSTS", "*"); !a.Yes() {
		t.Errorf("ALLOWED_HOSTS: %v", a.Truth)
	}
}

func TestVariablesThatDisagreeStayOpen(t *testing.T) {
	stack := audit.NewStack([]*audit.File{{Name: "settings.py", Kind: "django", Text: "import os\nX = os.environ['A']\n"}}, nil, nil)
	stack.Define(audit.Variable{Name: "A", Value: "1"})
	stack.Define(audit.Variable{Name: "A", Value: "2"})
	if got := pyconf.Describe(Models(stack)[0].Get("X")); got != "env(A)" {
		t.Errorf("X is %s", got)
	}
}

func TestSettingsInClasses(t *testing.T) {
	const text = `from configurations import Configuration, values
class Base(Configuration):
    ROOT_URLCONF = 'shop.urls'
    DEBUG = values.BooleanValue(False)
    X = ['a']
class Dev(Base):
    DEBUG = True
class Production(Base):
    SECRET_KEY = values.SecretValue()
    X = Base.X + ['b']
    @property
    def Y(self):
        return self.X
`
	all := Models(audit.NewStack([]*audit.File{{Name: "settings.py", Kind: "django", Text: text}}, nil, nil))
	var got []string
	for _, s := range all {
		for _, name := range []string{"DEBUG", "SECRET_KEY", "X", "Y"} {
			got = append(got, s.Class+"."+name+"="+pyconf.Describe(s.Get(name)))
		}
	}
	want := "Production.DEBUG=env(DJANGO_DEBUG:bool, False) Production.SECRET_KEY=env(DJANGO_SECRET_KEY) " +
		"Production.X=['a', 'b'] Production.Y=['a', 'b'] Dev.DEBUG=True Dev.SECRET_KEY=? Dev.X=['a'] Dev.Y=-"
	if strings.Join(got, " ") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, " "), want)
	}
}

func TestAnswersSayWhatWouldSettleThem(t *testing.T) {
	for _, row := range []struct {
		text   string
		truth  audit.Truth
		settle string
		doubt  bool
	}{
		{"X = True\n", audit.Yes, "", false},
		{"import os\nX = os.environ.get('A') == '1'\n", audit.Maybe, "the environment variable A decides", false},
		{"from .secret import X\n", audit.Maybe, "secret.py is not among the files", false},
		{"X = True\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n", audit.Yes, "", true},
		{"from tools import env_bool\nX = env_bool('A')\n", audit.Maybe, "tools.py is not among the files", false},
		{"from shop.config.secret import X\n", audit.Maybe, "secret.py is not among the files", false},
		{"import shop\nX = shop.load().get('A')\n", audit.Maybe, "shop.py is not among the files", false},
		{"import os\nif os.path.exists('/etc/shop/more.py'):\n    from .more import X\n", audit.Maybe, "whether more.py exists decides it", false},
		{"import os\nX = True\nif os.path.exists(os.path.join(os.path.dirname(__file__), 'more.py')):\n    exec('...')\n", audit.Yes, "", true},
		{"from .base import *\nROOT_URLCONF = 'a'\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n", audit.Maybe, "base.py is not among the files", false},
		{"import sys\nX = '--debug' in sys.argv\n", audit.Maybe, "the command line of the service decides", false},
		{"import sys\nX = 'runserver' in sys.argv\n", audit.No, "", false},
		{"X = open('/x').read()\n", audit.Maybe, "x is read when the site starts", false},
		{"import json\nwith open('/etc/shop/config.json') as f:\n    c = json.load(f)\nX = c.get('A').split()\n", audit.Maybe, "config.json is read when the site starts", false},
		{"from pathlib import Path\nf = Path('/etc/shop/more.py')\nX = True\nexec(compile(f.read_text(), f, 'exec'))\n", audit.Maybe, "more.py is not among the files", false},
		{"import shop\nX, Y = shop.both()\n", audit.Maybe, "shop.py is not among the files", false},
		{"X = True\nexec('…')\n", audit.Maybe, "exec() may set any setting", false},
	} {
		a := model("settings.py", row.text).Bool("X")
		if a.Truth != row.truth || a.Settle != row.settle || a.Doubt != row.doubt {
			t.Errorf("%q: %v, %q, doubt %v", row.text, a.Truth, a.Settle, a.Doubt)
		}
	}
}

func TestFixesKeepTheLayout(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"X = False  # why\nY = 1\n", "X = True  # why\nY = 1\n"},
		{"X: bool = (\n    False\n)\n", "X: bool = True\n"},
		{"Y = 1\n", "Y = 1\nX = True\n"},
		{"Y = 1", "Y = 1\nX = True"},
		{"Y = 1\r\n", "Y = 1\r\nX = True\r\n"},
		{"X = False\nX = None\n", "X = False\nX = True\n"},
		{"if Y:\n    X = False\nelse:\n    X = None\n", ""},
		{"X = Z = False\n", ""},
		{"Z = False\nX = Z\n", ""},
		{"X = 7 if Z else 0\n", ""},
		{"X = -1\n", "X = True\n"},
		{"X, Z = False, 1\n", ""},
	} {
		s := model("settings.py", row.text)
		got := ""
		if fix := s.Set("X", "True", "Set X"); fix != nil {
			var err error
			if got, err = audit.Apply(s.File, fix.Edits); err != nil {
				t.Error(err)
			}
		}
		if got != row.want {
			t.Errorf("%q becomes %q, want %q", row.text, got, row.want)
		}
	}
}

func TestAValueFromElsewhereIsPointedTo(t *testing.T) {
	for _, row := range []struct {
		text string
		want int // the line pointed to, or 0
	}{
		{"HTTPS = False\nDEBUG = not HTTPS\n", 1},
		{"HTTPS = False\nDEBUG = False if HTTPS else True\n", 1},
		{"ON = 1\nA = ON\nDEBUG = A\n", 2},
		{"HTTPS = False\nDEBUG = True\n", 0},
	} {
		for _, v := range audited(row.text).Verdicts {
			if v.Rule != "django/debug-enabled" {
				continue
			}
			got := 0
			if len(v.Related) > 0 {
				got = v.Related[len(v.Related)-1].Line()
			}
			if v.Outcome != audit.Fail || got != row.want || (v.Fix == nil) != (row.want > 0) {
				t.Errorf("%q: %s points to line %d, want %d; a fix is %v", row.text, v.Outcome, got, row.want, v.Fix != nil)
			}
		}
	}
}

func TestAKeyThatNobodySetsIsNotReadUnasked(t *testing.T) {
	for _, set := range []bool{true, false} {
		stack := stackOf("settings.py", "SECRET_KEY = 'd8f1-example-93kd02-example-ks93j2'\n")
		if set {
			stack.Define(audit.Variable{Name: "SECRET_KEY", Value: "x"})
		}
		Format.Audit(stack)
		for _, v := range stack.Report().Verdicts {
			if v.Rule == "django/secret-key-literal" && (v.Fix == nil || v.Certain() != set) {
				t.Errorf("with the variable set %v, the fix is made unasked: %v", set, v.Certain())
			}
		}
	}
}

func TestAFixAddsTheImportItNeeds(t *testing.T) {
	for text, want := range map[string]string{
		"SECRET_KEY = 'abcdef'\n":            "import os\nSECRET_KEY = os.environ[\"SECRET_KEY\"]\n",
		"import os\nSECRET_KEY = 'abcdef'\n": "import os\nSECRET_KEY = os.environ[\"SECRET_KEY\"]\n",
		"\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\nSECRET_KEY = 'abcdef'\n": "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\nimport os\nSECRET_KEY = os.environ[\"SECRET_KEY\"]\n",
	} {
		s := model("settings.py", text)
		got, err := audit.Apply(s.File, s.keyFromEnvironment().Edits)
		if err != nil || got != want {
			t.Errorf("%q becomes %q, %v", text, got, err)
		}
	}
}

func TestSecretsAreNotEchoed(t *testing.T) {
	const secret = "s3cr3t-v4lu3-0f-th3-sh0p"
	text := "SECRET_KEY = '" + secret + "'\nEMAIL_HOST_PASSWORD = '" + secret + "'\n" +
		"DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'PASSWORD': '" + secret + "'}}\n"
	fails := 0
	for _, v := range audited(text).Verdicts {
		if strings.Contains(v.Message, secret[:12]) {
			t.Errorf("%s tells the secret: %s", v.Rule, v.Message)
		}
		if v.Outcome == audit.Fail {
			fails++
		}
	}
	if fails < 3 {
		t.Errorf("%d findings, want one for each secret", fails)
	}
}

func TestAddressesAreToldWithoutTheirPasswords(t *testing.T) {
	for text, want := range map[string]string{
		"http://u:PwIn@a.org":      `"http://a.org"`,
		"u:PwIn@a.org":             `"a.org"`,
		"http://u:Pw/In@a.org/x":   `"http://a.org/x"`,
		"http://u:Pw@In@a.org/b@c": `"http://a.org/b@c"`,
		"https://a.org/b":          `"https://a.org/b"`,
	} {
		if got := quoted(text); got != want {
			t.Errorf("%s is told as %s, want %s", text, got, want)
		}
	}
	const url = "http://u:PwIn@a.org"
	text := "CSRF_TRUSTED_ORIGINS = ['" + url + "', 'u:PwIn@a.org']\nCORS_ALLOWED_ORIGINS = ['" + url + "', 'u:PwIn@b.org']\n" +
		"ALLOWED_HOSTS = ['" + url + "']\nEMAIL_HOST = 'u:PwIn@mail.a.org'\nEMAIL_HOST_USER = 'u'\nLOGIN_URL = '" + url + "'\n"
	fails := 0
	for _, v := range audited(text).Verdicts {
		if v.Outcome == audit.Fail {
			fails++
		}
		if strings.Contains(v.Message, "PwIn") {
			t.Errorf("%s tells the password: %s", v.Rule, v.Message)
		}
	}
	if fails < 7 {
		t.Errorf("%d findings, want 7 at least", fails)
	}
}

func TestDetection(t *testing.T) {
	for _, row := range []struct {
		name, text string
		settings   bool
	}{
		{"settings.py", "DEBUG = True\n", true},
		{"superset/config.py", "import os\nfrom flask import Blueprint\nDEBUG = False\nSECRET_KEY = ''\nLANGUAGES = {}\n", false},
		{"settings.py", "import flask_helper\nDEBUG = False\nROOT_URLCONF = 'shop.urls'\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}\n", true},
		{"shop/settings/production.py", "from .base import *\n", true},
		{"config/production.py", "DEBUG = False\nALLOWED_HOSTS = []\n", true},
		{"pasted.txt", "DEBUG = False\nALLOWED_HOSTS = []\n", true},
		{"pasted", "if x:\n        DEBUG = False\n\tALLOWED_HOSTS += []\n", true},
		{"settings.py.example", "DEBUG = False\nSECRET_KEY = ''\n", true},
		{"apps/shop/settings.py", "setting_namespace = register()\n", false},
		{"shop/settings/live.py", "from .base import *\nX = 1\n", true},
		{"shop/settings/__init__.py", "from .live import *  # noqa\n", true},
		{"shop/live.py", "from shop.settings import *\n", true},
		{"shop/configured.py", "class Live(Configuration):\n    DEBUG = False\n    ALLOWED_HOSTS = []\n    SITE_ID = 1\n", true},
		{"shop/settings.py", "from split_settings.tools import include\ninclude('parts/base.py')\n", true},
		{"shop/conf/__init__.py", "import os\nfrom split_settings.tools import include\ninclude('base.py')\n", true},
		{"shop/branches.py", "if x:\n    DEBUG = False\n    ALLOWED_HOSTS = []\nelse:\n    SITE_ID = 1\n", true},
		{"shop/settings.py", "CELERY_RESULT_EXPIRES = 1\n", true},
		{"contrib/settings/apps.py", "from django.apps import AppConfig\nclass SettingsConfig(AppConfig):\n    name = 'x'\n", false},
		{"contrib/settings/models.py", "MODELS = []\n", false},
		{"admin/panels/__init__.py", "from .base import *  # noqa\nfrom .group import *\n", false},
		{"locale/th/formats.py", "DATE_FORMAT = 'j F Y'\nTIME_FORMAT = 'G:i'\nDATETIME_FORMAT = ''\nNUMBER_GROUPING = 3\n", false},
		{"site-packages/django/conf/global_settings.py", "DEBUG = False\nALLOWED_HOSTS = []\nSITE_ID = 1\n", false},
		{"core/tests/test_views.py", "class T(TestCase):\n    @override_settings(\n        DEBUG=True,\n        ALLOWED_HOSTS=[],\n        SITE_ID=1,\n    )\n    def test(self):\n        DEBUG = 1\n", false},
		{"base/settings.py", "import x\nDEFAULTS = {}\nclass Field:\n    pass\n", false},
		{"apps/blog/settings.py", "from django.conf import settings\nBLOG_PAGE = getattr(settings, 'BLOG_PAGE', 10)\n", false},
		{"views.py", "def view(request):\n    return None\n", false},
		{"README.md", "DEBUG = False\nALLOWED_HOSTS = []\n", false},
		{".env", "DEBUG=False\nSECRET_KEY=x\n", false},
		{"notes.txt", "Set DEBUG = False and ALLOWED_HOSTS.\n", false},
		{"test_settings_view.py", "def test():\n    assert 1\n", false},
	} {
		got := detectSettings(row.name, row.text) > max(30, detectPython(row.name, row.text))
		if got != row.settings {
			t.Errorf("%s: %d against %d for plain Python", row.name, detectSettings(row.name, row.text), detectPython(row.name, row.text))
		}
	}
}

func TestTheTableOfReleasesIsSound(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range releases {
		if seen[r.name] {
			t.Errorf("%s is in the table twice", r.name)
		}
		seen[r.name] = true
		for _, v := range []string{"3.2", "4.2", "5.2", "6.0", "6.1"} {
			version := audit.MustVersion(v)
			if d := defaultOf(r.name, version); r.reads(version) && r.name != "MAILERS" && (d == nil || !d.Known()) {
				t.Errorf("the default of %s in %s is not known", r.name, v)
			}
		}
	}
	if len(seen) < 150 {
		t.Errorf("%d settings, want at least 150", len(seen))
	}
}

func TestEveryCheckBelongsToARule(t *testing.T) {
	rules := namesOf(Rules.IDs()...)
	for _, c := range checks {
		if !rules["django/"+c.rule] {
			t.Errorf("%s names the rule %s, which is none", c.id, c.rule)
		}
	}
}
