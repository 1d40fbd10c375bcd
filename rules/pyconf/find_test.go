package pyconf

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// Imports find the module that Python would, as far as the files given tell.
func TestImportsFindTheirModule(t *testing.T) {
	for _, row := range []struct{ from, statement, others, want string }{
		{"shop/settings/live.py", "from .base import X", "shop/settings/base.py", "shop/settings/base.py"},
		{"shop/settings/live.py", "from ..base import X", "shop/base.py shop/settings/base.py", "shop/base.py"},
		{"shop/settings/live.py", "from . import X", "shop/settings/__init__.py", "shop/settings/__init__.py"},
		{"shop/settings/live.py", "from shop.settings.base import X", "shop/settings/base.py", "shop/settings/base.py"},
		{"src/shop/settings/live.py", "from shop.settings.base import X", "src/shop/settings/base.py src/shop/base.py", "src/shop/settings/base.py"},
		{"live.py", "from shop.settings.base import X", "base.py", "base.py"},
		{"live.py", "from .base import X", "base.py", "base.py"},
		{"live.py", "from ..base import X", "base.py", "base.py"},
		{"shop/live.py", "from base import X", "shop/base.py other/base.py", "shop/base.py"},
		{"shop/live.py", "from base import X", "other/base.py", ""},
		{"shop/live.py", "from my_settings import X", "etc/my_settings.py", "etc/my_settings.py"},
		{"shop/live.py", "from json import X", "shop/json.py", ""},
		{"shop/live.py", "from django.conf import X", "django/conf.py", ""},
		{"shop/live.py", "from .live import X", "shop/other.py", ""},
		{"shop/live.py", "from shop import X", "shop/X.py", ""},
	} {
		files := []string{row.from, row.statement + "\n"}
		for _, name := range strings.Fields(row.others) {
			files = append(files, name, "X = '"+name+"'\n")
		}
		got := ""
		if b := stackScope(files...).Own("X"); b != nil && b.Value.Whole() {
			got = b.Value.Text
		}
		if got != row.want {
			t.Errorf("%s in %s beside %s: from %q, want %q", row.statement, row.from, row.others, got, row.want)
		}
	}
}

// What a module imports whole runs in its place.
func TestStarImports(t *testing.T) {
	for _, row := range []struct {
		name  string
		files []string
		want  string
	}{
		{"a name before it is replaced", []string{"s/live.py", "X = 1\nfrom .base import *\n", "s/base.py", "X = 2\n"}, "2"},
		{"a name after it replaces", []string{"s/live.py", "from .base import *\nX = 1\n", "s/base.py", "X = 2\n"}, "1"},
		{"a list is extended", []string{"s/live.py", "from .base import *\nX += ['b']\n", "s/base.py", "X = ['a']\n"}, "['a', 'b']"},
		{"through two", []string{"s/live.py", "from .mid import *\n", "s/mid.py", "from .base import *\n", "s/base.py", "X = 2\n"}, "2"},
		{"set on some ways", []string{"s/live.py", "X = 1\nfrom .base import *\n", "s/base.py", "import os\nif os.environ.get('A'):\n    X = 2\n"}, "2 | 1"},
		{"missing", []string{"s/live.py", "X = 1\nfrom .base import *\n"}, "? | 1"},
		{"missing, of a known package", []string{"s/live.py", "X = 1\nfrom django.conf.locale import *\n"}, "1"},
		{"each other", []string{"s/live.py", "X = 1\nfrom .base import *\n", "s/base.py", "from .live import *\n"}, "? | 1"},
		{"missing in the other", []string{"s/live.py", "X = 1\nfrom .base import *\n", "s/base.py", "from .more import *\n"}, "? | 1"},
		{"split_settings", []string{"s/live.py", "from split_settings.tools import include, optional\nX = ['a']\ninclude('parts/*.py', optional('none.py'))\n",
			"s/parts/one.py", "X += ['b']\n", "s/parts/two.py", "X += ['c']\n"}, "['a', 'b', 'c']"},
	} {
		got := Describe(stackScope(row.files...).Own("X").Value)
		if row.name == "split_settings" {
			got = strings.TrimPrefix(got, "? | ") // none.py may be there
		}
		if got != row.want {
			t.Errorf("%s: X is %s, want %s", row.name, got, row.want)
		}
	}
}

func TestImporters(t *testing.T) {
	var list []*audit.File
	for name, text := range map[string]string{"a.py": "from .b import *\n", "b.py": "from .c import *\n", "c.py": "X = 1\n", "d.py": "from .c import X\n"} {
		list = append(list, &audit.File{Name: name, Kind: "python", Text: text})
	}
	p := New(audit.NewStack(list, nil, nil), audit.MustVersion("5.2"), nil)
	byName := map[string]*audit.File{}
	for _, f := range list {
		p.Module(f)
		byName[f.Name] = f
	}
	above := p.Importers(byName["c.py"])
	if len(above) != 2 || !above[byName["a.py"]] || !above[byName["b.py"]] {
		t.Errorf("%d modules run c.py, want a.py and b.py", len(above))
	}
}

func TestPaths(t *testing.T) {
	for text, want := range map[string]string{
		"X = BASE_DIR / 'a' / '../b'":                            "path(@/b)",
		"X = BASE_DIR / '/srv/a'":                                "path(/srv/a)",
		"X = os.path.join(BASE_DIR, 'a', 'b.html')":              "path(@/a/b.html)",
		"X = os.path.dirname(os.path.abspath(__file__))":         "path(@/shop)",
		"X = Path(__file__).parents[1]":                          "path(@)",
		"X = Path('/srv').joinpath('a', 'b')":                    "path(/srv/a/b)",
		"X = Path('/srv/a').with_name('b')":                      "path(/srv/b)",
		"X = Path('/srv/a').name":                                "'a'",
		"X = os.path.normpath('/srv/a/../b')":                    "path(/srv/b)",
		"X = str(BASE_DIR / 'a')":                                "'@/a'",
		"X = Path(os.environ.get('A', '/srv')) / 'a'":            "env(A:path, path(/srv/a))",
		"X = '/' + os.path.basename('/srv/a')":                   "'/a'",
		"X = Path('a').parent.parent":                            "path(./..)",
		"X = os.path.join('/srv', os.environ['A'])":              "?",
		"import unknown\nX = Path(unknown.root()) / 'a' / 'b/c'": "?",
	} {
		if got := Describe(held(t, text)); got != want {
			t.Errorf("%s: X is %s, want %s", text, got, want)
		}
	}
}

func TestConditions(t *testing.T) {
	a, b := Cond{Key: "a", Want: true}, Cond{Key: "b", Want: true}
	both, ok := Conds{a}.And(b)
	if !ok || len(both) != 2 {
		t.Fatalf("a and b: %v, %v", both, ok)
	}
	if _, ok := both.And(a.Not()); ok {
		t.Error("a and not a do not contradict")
	}
	if again, ok := both.And(b); !ok || len(again) != 2 {
		t.Errorf("b twice: %v, %v", again, ok)
	}
	if rest, ok := both.under(map[string]bool{"a": true}); !ok || len(rest) != 1 || rest[0].Key != "b" {
		t.Errorf("where a holds: %v, %v", rest, ok)
	}
	if _, ok := both.under(map[string]bool{"a": false}); ok {
		t.Error("both hold where a does not")
	}
	if others := both.complement(); len(others) != 2 || others[0][0].Want || !others[1][0].Want || others[1][1].Want {
		t.Errorf("what else may hold: %v", others)
	}
	if shared, ok := flips(both, Conds{a, b.Not()}); !ok || len(shared) != 1 || shared[0].Key != "a" {
		t.Errorf("a and b, a and not b: %v, %v", shared, ok)
	}
	if _, ok := flips(both, Conds{a.Not(), b.Not()}); ok {
		t.Error("two answers differ")
	}
}
