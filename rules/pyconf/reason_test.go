package pyconf

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// stackScope gives the names of the first of the files, given as name, text,
// name, text.
func stackScope(files ...string) *Scope {
	var list []*audit.File
	for i := 0; i+1 < len(files); i += 2 {
		list = append(list, &audit.File{Name: files[i], Kind: "python", Text: files[i+1]})
	}
	return New(audit.NewStack(list, nil, nil), audit.MustVersion("5.2"), nil).Module(list[0]).Scope
}

// Every value that is not known names the file, the variable or the call that
// would settle it.
func TestReasonsNameWhatWouldSettleThem(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		// files
		{"from .secret import X", "secret.py is not among the files"},
		{"from shop.conf import OPTIONS\nX = OPTIONS['Server']['DEBUG']", "conf.py is not among the files"},
		{"from shop.tools import truthy\nX = truthy(1)", "tools.py is not among the files"},
		{"from shop.tools import both\nX, Y = both()", "tools.py is not among the files"},
		{"from shop.parts import A\nX = ['a', A]", "parts.py is not among the files"},
		{"from shop.parts import A\nX = {'a': ('b', A)}", "parts.py is not among the files"},
		{"X = open('/etc/shop/key').read().strip()", "key is read when the site starts"},
		// variables
		{"import os\nX = ['a', os.environ['A']]", "the environment variable A decides"},
		{"import os\nX = f\"{os.environ['A']}/b\"", "the environment variable A decides"},
		{"import os\nX = 1\nfor k in os.environ:\n    X = 2", "variables of the environment may set it in a loop"},
		{"import os\nX = 1\nfor k, v in os.environ.items():\n    locals()[k] = v", "variables of the environment may set it in a loop"},
		{"import os, importlib\nX = importlib.import_module(os.environ['M']).Y", "the environment variable M decides"},
		// calls
		{"from urllib.parse import urlparse\nX = urlparse('a')", "what urllib.parse.urlparse() gives is not seen"},
		{"class Reader:\n    pass\nX = Reader().get('a')", "what Reader() gives is not seen"},
		{"X = 1\nfor h in hosts():\n    X = 2", "hosts is not defined in the files given"},
		{"X = 1\nY = object()\nfor h in Y:\n    X = 2", "what object() gives is not followed"},
		{"X = 1\nwhile ready():\n    X = 2", "the loop in line 2 decides it"},
		{"import shop\ntry:\n    X = shop.load()\nexcept OSError:\n    X = 1", "whether shop.load() succeeds decides it"},
		{"X = {'a': 1}['b']", "the entry b is not seen"},
	} {
		b := evaluated(row.text + "\n").Own("X")
		if got := asSetting(b.Value).Settle(); got != row.want {
			t.Errorf("%s\n\tX: %q, want %q", row.text, got, row.want)
		}
	}
}

// asSetting is what Follow makes of an object that is no value.
func asSetting(v *Value) *Value {
	if v.Type == Code && v.Object == nil {
		return NewUnknown(notGiven(v.Text), v.Span)
	}
	return v
}

// What a module takes from others depends on which of them are there.
func TestModulesOfAStack(t *testing.T) {
	const (
		byName  = "import os, sys\nfrom importlib import import_module\nX = 1\nM = os.environ.get('M', 'local_settings')\ntry:\n    globals().update(import_module(M).__dict__)\nexcept ImportError:\n    print('defaults')\n"
		byDir   = "import conf\nfor name in dir(conf):\n    if name.isupper():\n        globals()[name] = getattr(conf, name)\n"
		byExec  = "import os\nX = 1\nf = os.path.join(os.path.dirname(__file__), 'more.py')\nif os.path.exists(f):\n    exec(open(f, 'rb').read())\n"
		byPath  = "import sys\nsys.path.append('/etc/shop')\nX = 1\ntry:\n    from local_settings import *\nexcept ImportError:\n    pass\n"
		dynamic = "X = 1\nimport dynaconf\nsettings = dynaconf.DjangoDynaconf(__name__)\n"
	)
	for _, row := range []struct {
		name  string
		files []string
		want  string
	}{
		{"by name, missing", []string{"shop/settings.py", byName}, "? | 1"},
		{"by name", []string{"shop/settings.py", byName, "shop/local_settings.py", "X = 2\n"}, "2"},
		{"by dir", []string{"shop/settings.py", byDir, "shop/conf.py", "X = 2\nlower = 3\n"}, "2"},
		{"exec, missing", []string{"shop/settings.py", byExec}, "? | 1"},
		{"exec", []string{"shop/settings.py", byExec, "shop/more.py", "X = 2\n"}, "2"},
		{"on another path", []string{"shop/settings.py", byPath, "etc/shop/local_settings.py", "X = 2\n"}, "2"},
		{"one of two on other paths", []string{"shop/settings.py", byPath, "a/local_settings.py", "X = 2\n", "b/local_settings.py", "X = 3\n"}, "? | 1"},
		{"dynaconf", []string{"shop/settings.py", dynamic}, "? | 1"},
	} {
		if got := Describe(stackScope(row.files...).Own("X").Value); got != row.want {
			t.Errorf("%s: X is %s, want %s", row.name, got, row.want)
		}
	}
}

// What a file that may be missing adds leaves what the module says likely.
func TestAdditionsLeaveTheModuleLikely(t *testing.T) {
	for text, doubt := range map[string]bool{
		"X = True\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n":                                                                  true,
		"import os\nX = True\nif os.path.exists('/etc/shop/more.py'):\n    exec(open('/etc/shop/more.py').read())\n":                                 true,
		"import os\nX = True\nfor k in os.environ:\n    locals()[k] = 1\n":                                                                           true,
		"X = True\nimport dynaconf\nsettings = dynaconf.DjangoDynaconf(__name__)\n":                                                                  true,
		"from importlib import import_module\nX = True\ntry:\n    globals().update(import_module('more').__dict__)\nexcept ImportError:\n    pass\n": true,
		"X = True\nexec('…')\n":                              false,
		"X = True\nfrom shop import load\nload(globals())\n": false,
	} {
		a := Ask(evaluated(text).Own("X").Value, audit.Span{}, (*Value).Truth)
		if a.Yes() != doubt || a.Doubt != doubt {
			t.Errorf("%s\n\tX is %v, doubt %v; want doubt %v", text, a.Truth, a.Doubt, doubt)
		}
	}
}

// A name of which only the start is seen leaves other names alone.
func TestNamesKnownByTheirStart(t *testing.T) {
	for _, row := range []struct{ text, x, limitX string }{
		{"globals()[name()] = 2", "? | 1", "? | 1"},
		{"globals()[f'LIMIT_{name()}'] = 2", "1", "? | 1"},
		{"globals()['LIMIT_' + name()] = 2", "1", "? | 1"},
		{"for k in os.environ:\n    globals()[k] = 2", "? | 1", "? | 1"},
		{"for k in os.environ:\n    if k.startswith('SHOP_'):\n        globals()[k[5:]] = 2", "? | 1 | 1", "? | 1 | 1"},
		{"for k in os.environ:\n    if k.startswith('SHOP_LIMIT_'):\n        globals()[k[5:]] = 2", "1", "? | 1 | 1"},
		{"for k in os.environ:\n    if k.startswith('SHOP_LIMIT_') and k.endswith('S'):\n        locals()[k[5:].removesuffix('_A')] = 2", "1", "? | 1 | 1"},
		{"for k in os.environ:\n    if k.startswith('SHOP_LIMIT_') or k.endswith('S'):\n        locals()[k[5:]] = 2", "? | 1 | 1", "? | 1 | 1"},
		{"for k in os.environ:\n    if not k.startswith('SHOP_LIMIT_'):\n        locals()[k[5:]] = 2", "? | 1 | 1", "? | 1 | 1"},
	} {
		s := evaluated("import os\nX = 1\nLIMIT_X = 1\n" + row.text + "\n")
		x, limitX := Describe(s.Own("X").Value), Describe(s.Own("LIMIT_X").Value)
		if x != row.x || limitX != row.limitX {
			t.Errorf("%s\n\tX is %s, want %s; LIMIT_X is %s, want %s", row.text, x, row.x, limitX, row.limitX)
		}
		if hidden := s.Missing != "" || s.Hidden("LIMIT_Y") != ""; !hidden || s.Missing == "" && s.Hidden("Y") != "" {
			t.Errorf("%s\n\tmissing %q, hidden %q", row.text, s.Missing, s.Hidden("Y"))
		}
	}
}

// Values are followed to a depth that a browser's stack bears.
func TestDeepValuesAreGivenUp(t *testing.T) {
	for name, line := range map[string]string{
		"lists":          "X = [X]\n",
		"tuples":         "X = (X, 1)\n",
		"dicts":          "X = {'a': X}\n",
		"appended":       "Y = X; X = []; X.append(Y)\n",
		"entries":        "Y = X; X = {}; X['a'] = Y\n",
		"inner entries":  "Y = X; X = {'a': {}}; X['a']['b'] = Y\n",
		"updates":        "Y = X; X = {}; X.update(a=Y)\n",
		"defaults":       "X = os.environ.get('A', X)\n",
		"class":          "class C: y = []\nC.y.append(X); X = C.y\n",
		"one expression": "X = [[[[[[[[[[[[[[[[[[[[[[X]]]]]]]]]]]]]]]]]]]]]]\n",
	} {
		deep := evaluated("import os\nX = 'a'\n" + strings.Repeat(line, 500)).Own("X").Value
		if d := deep.depth(); d > maxNested+1 {
			t.Errorf("%s: values lie %d deep", name, d)
		}
		flat := evaluated("import os\nX = 'a'\n" + strings.Repeat(line, 2)).Own("X").Value
		if flat.Type == Unknown {
			t.Errorf("%s: given up after two lines: %s", name, flat.Reason)
		}
	}
}
