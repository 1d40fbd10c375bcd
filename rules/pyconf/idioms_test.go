package pyconf

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// idiom is a way in which real modules give X its value: the text of the
// module, what X then holds as describe writes it, and the lines that had a
// part in it.
type idiom struct{ text, want, lines string }

// idioms are read after the imports that such modules have, all on one line.
const imports = "import os, sys, re, json, environ, dj_database_url; from pathlib import Path; from datetime import timedelta; from decouple import config, Csv; env = environ.Env(DEBUG=(bool, False), N=(int, 3), HOSTS=(list, ['a']), KEY=str); BASE_DIR = Path(__file__).resolve().parent.parent\n"

var idioms = []idiom{
	// literals
	{"X = True", "True", "2"},
	{"X = None", "None", "2"},
	{"X = 3600", "3600", "2"},
	{"X = 1_000", "1000", "2"},
	{"X = 0o644", "420", "2"},
	{"X = 0.5", "0.5", "2"},
	{"X = -1", "-1", "2"},
	{"X = 'a' 'b'", "'ab'", "2"},
	{"X = r'\\d'", `'\\d'`, "2"},
	{"X = b'a'", "bytes", "2"},
	{"X = ('a')", "'a'", "2"},
	{"X = ('a',)", "('a')", "2"},
	{"X = ['a', 'b']", "['a', 'b']", "2"},
	{"X = {'a': 1, 'b': [2]}", "{'a': 1, 'b': [2]}", "2"},
	{"X = {1, 2}", "{1, 2}", "2"},
	{"X = [\n    'a',\n]", "['a']", "2"},
	{"X: list[str] = []", "[]", "2"},
	{"X = Y = 'a'", "'a'", "2"},
	{"X, Y = 1, 2", "1", "2"},
	{"Y, *X = 1, 2", "?", "2"},
	// arithmetic and text
	{"X = 60 * 60 * 24", "86400", "2"},
	{"X = 2 ** 10 - 1", "1023", "2"},
	{"X = 10 // 3 % 2", "1", "2"},
	{"X = 1 << 20", "1048576", "2"},
	{"X = 1 / 4", "0.25", "2"},
	{"X = 'a' + 'b'", "'ab'", "2"},
	{"X = '-' * 5", "'-----'", "2"},
	{"X = '%s-%d' % ('a', 5)", "'a-5'", "2"},
	{"X = '{}-{name}'.format('a', name=5)", "'a-5'", "2"},
	{"Y = 'a'\nX = f'{Y}/b'", "'a/b'", "3"},
	{"X = f'{os.environ[\"A\"]}-b'", "f'{env(A)}-b'", "2"},
	{"X = 'A,b'.lower().split(',')", "['a', 'b']", "2"},
	{"X = ' a '.strip()", "'a'", "2"},
	{"X = ','.join(['a', 'b'])", "'a,b'", "2"},
	{"X = 'abc'[:2]", "'ab'", "2"},
	{"X = 'abc'.replace('b', '')", "'ac'", "2"},
	{"X = 'a'.startswith('b')", "False", "2"},
	{"X = len('abc') == 3", "True", "2"},
	{"X = timedelta(days=1, hours=2)", "93600s", "2"},
	{"X = timedelta(minutes=5) * 2", "600s", "2"},
	{"X = timedelta(hours=1).total_seconds()", "3600", "2"},
	{"X = 1 < 2 < 3", "True", "2"},
	{"X = not True", "False", "2"},
	{"X = 'a' in ('a', 'b')", "True", "2"},
	{"X = None is None", "True", "2"},
	{"X = True and 'a'", "'a'", "2"},
	{"X = '' or 'b'", "'b'", "2"},
	{"X = 1 if True else 2", "1", "2"},
	{"X = bool('False')", "True", "2"},
	{"X = int('5')", "5", "2"},
	{"X = str(5)", "'5'", "2"},
	{"X = list(('a', 'b'))", "['a', 'b']", "2"},
	{"X = tuple(['a'])", "('a')", "2"},
	{"X = dict(a=1, b=2)", "{'a': 1, 'b': 2}", "2"},
	{"X = dict([('a', 1)])", "{'a': 1}", "2"},
	{"X = {**{'a': 1}, 'b': 2}", "{'a': 1, 'b': 2}", "2"},
	{"X = {'a': 1} | {'a': 2}", "{'a': 2}", "2"},
	{"X = ['a', *['b']]", "['a', 'b']", "2"},
	{"X = [y.upper() for y in ['a', 'b'] if y != 'a']", "['B']", "2"},
	{"X = {y: 1 for y in ('a',)}", "{'a': 1}", "2"},
	{"X = any([False, True])", "True", "2"},
	{"X = re.compile(r'^/a')", "'^/a'", "2"},
	{"X = (lambda a, b=2: a + b)(1)", "3", "2"},
	// paths
	{"X = BASE_DIR / 'static'", "path(@/static)", "2"},
	{"X = os.path.join(BASE_DIR, 'a', 'b')", "path(@/a/b)", "2"},
	{"X = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))", "path(@)", "2"},
	{"X = Path(__file__).resolve().parents[1] / 'x'", "path(@/x)", "2"},
	{"X = str(BASE_DIR / 'db.sqlite3')", "'@/db.sqlite3'", "2"},
	{"X = Path('/srv') / 'a' / '..' / 'b'", "path(/srv/b)", "2"},
	{"X = BASE_DIR.joinpath('a')", "path(@/a)", "2"},
	{"X = Path(os.environ.get('ROOT', '/srv')) / 'm'", "env(ROOT:path, path(/srv/m))", "2"},
	{"X = open('/etc/key').read().strip()", "?", "2"},
	{"X = Path('/etc/key').read_text()", "?", "2"},
	{"with open('/etc/key') as f:\n    X = f.read()", "?", "3"},
	// the environment by os
	{"X = os.environ['A']", "env(A)", "2"},
	{"X = os.environ.get('A')", "env(A, None)", "2"},
	{"X = os.environ.get('A', 'b')", "env(A, 'b')", "2"},
	{"X = os.getenv('A', default='b')", "env(A, 'b')", "2"},
	{"from os import environ, getenv as g\nX = g('A') + environ['B']", "?", "3"},
	{"X = os.environ.get('A') == 'True'", "env(A:bool, False)", "2"},
	{"X = os.environ.get('A', 'True') == 'True'", "env(A:bool, True)", "2"},
	{"X = os.environ.get('A', 'true').lower() in ('1', 'true')", "env(A:bool, True)", "2"},
	{"X = os.environ.get('A') != 'production'", "env(A:bool, True)", "2"},
	{"X = bool(os.environ.get('A'))", "env(A:bool!, False)", "2"},
	{"X = bool(os.environ.get('A', 'False'))", "env(A:bool!, True)", "2"},
	{"X = bool(int(os.environ.get('A', '0')))", "env(A:bool, False)", "2"},
	{"X = int(os.environ.get('A', '60')) * 60", "env(A:int, 3600)", "2"},
	{"X = os.environ.get('A', 'a b').split()", "env(A:list, ['a', 'b'])", "2"},
	{"X = os.environ.get('A', '').split(',')", "env(A:list!, [''])", "2"},
	{"X = [h.strip() for h in os.environ.get('A', '').split(',') if h]", "env(A:list, [])", "2"},
	{"X = list(filter(None, os.environ.get('A', '').split(',')))", "env(A:list, [])", "2"},
	{"X = os.environ.get('A') or 'b'", "env(A, 'b')", "2"},
	{"X = 'A' in os.environ", "env(A:bool, False)", "2"},
	{"X = 'a' if os.environ.get('A') else 'b'", "'a' | 'b'", "2"},
	{"os.environ.setdefault('A', 'b')\nX = os.environ['A']", "env(A, 'b')", "3"},
	{"os.environ['A'] = 'b'\nX = os.environ.get('A')", "'b'", "3"},
	{"try:\n    X = os.environ['A']\nexcept KeyError:\n    X = 'b'", "env(A, 'b')", "3 5"},
	{"X = os.environ.get('A')\nif not X:\n    raise ValueError", "env(A, None)", "2"},
	{"X = os.environ.get('A')\nif X is None:\n    X = 'b'", "env(A, 'b')", "4 2"},
	{"X = json.loads(os.environ.get('A', '[]'))", "env(A)", "2"},
	{"X = {'a': 1, 'b': 2}[os.environ.get('A', 'a')]", "env(A, 1)", "2"},
	// libraries for the environment
	{"X = env('DEBUG')", "env(DEBUG:bool, False)", "2"},
	{"X = env('N')", "env(N:int, 3)", "2"},
	{"X = env('HOSTS')", "env(HOSTS:list, ['a'])", "2"},
	{"X = env('KEY')", "env(KEY)", "2"},
	{"X = env('OTHER', default='a')", "env(OTHER, 'a')", "2"},
	{"X = env.bool('A', default=False)", "env(A:bool, False)", "2"},
	{"X = env.bool('A', True)", "env(A:bool, True)", "2"},
	{"X = env.list('A', default=['a'])", "env(A:list, ['a'])", "2"},
	{"X = env.int('A', 5)", "env(A:int, 5)", "2"},
	{"X = env.str('A')", "env(A)", "2"},
	{"X = {'default': env.db()}", "{'default': env(DATABASE_URL:dict)}", "2"},
	{"X = env.db('A', default='sqlite:///x')", "env(A:dict, {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'x', 'PASSWORD': ''})", "2"},
	{"X = env.json('A', default={})", "env(A:dict, {})", "2"},
	{"X = env.cache()", "env(CACHE_URL:dict)", "2"},
	{"X = config('A')", "env(A)", "2"},
	{"X = config('A', default=False, cast=bool)", "env(A:bool, False)", "2"},
	{"X = config('A', default='a, b', cast=Csv())", "env(A:list, ['a', 'b'])", "2"},
	{"X = config('A', default='1', cast=int)", "env(A:int, 1)", "2"},
	{"X = config('A', 'a|b', cast=lambda v: v.split('|'))", "env(A:list!, ['a', 'b'])", "2"},
	{"X = dj_database_url.config(default='postgres://u:p@h/d')", "env(DATABASE_URL:dict, {'ENGINE': 'django.db.backends.postgresql', 'USER': 'u', 'PASSWORD': 'p', 'HOST': 'h', 'PORT': '', 'NAME': 'd'})", "2"},
	{"X = dj_database_url.parse('mysql://u:p@h:3306/d', conn_max_age=60)", "{'ENGINE': 'django.db.backends.mysql', 'USER': 'u', 'PASSWORD': 'p', 'HOST': 'h', 'PORT': '3306', 'NAME': 'd', 'CONN_MAX_AGE': 60}", "2"},
	{"X = dj_database_url.parse('pgsql://h/d?sslmode=verify-full&conn_max_age=60')", "{'ENGINE': 'django.db.backends.postgresql', 'USER': '', 'PASSWORD': '', 'HOST': 'h', 'PORT': '', 'NAME': 'd', 'CONN_MAX_AGE': 60, 'OPTIONS': {'sslmode': 'verify-full'}}", "2"},
	{"X = dj_database_url.parse('pgsql://u:p@h/d?sslmode=prefer', ssl_require=True)", "{'ENGINE': 'django.db.backends.postgresql', 'USER': 'u', 'PASSWORD': 'p', 'HOST': 'h', 'PORT': '', 'NAME': 'd', 'OPTIONS': {'sslmode': 'require'}}", "2"},
	{"from environs import Env\ne = Env()\nwith e.prefixed('SHOP_'):\n    X = e.bool('DEBUG', False)", "env(SHOP_DEBUG:bool, False)", "5"},
	{"from tools import env_bool\nX = env_bool('A', False)", "env(A:bool, False)", "3"},
	// helper functions of the module
	{"def get(name, default=False):\n    v = os.environ.get(name)\n    if v is None:\n        return default\n    return v.lower() in ('1', 'true')\nX = get('A', True)", "env(A:bool, True)", "7"},
	{"def get(name):\n    try:\n        return os.environ[name]\n    except KeyError:\n        raise ValueError(name)\nX = get('A')", "env(A)", "7"},
	{"def get(name, default=None):\n    return os.environ.get(name, default)\nX = get('A', 'b')", "env(A, 'b')", "4"},
	{"def mw(extra):\n    return ['a'] + extra\nX = mw(['b'])", "['a', 'b']", "4"},
	{"def setup():\n    global X\n    X = 5\nsetup()", "5", "4"},
	{"X = []\ndef setup():\n    X.append('a')\nsetup()", "['a']", "2 4"},
	{"def f():\n    return f()\nX = f()", "?", "4"},
	{"from other import thing\nX = thing('a')", "<other.thing()>", "3"},
	// branches
	{"if True:\n    X = 1\nelse:\n    X = 2", "1", "3"},
	{"X = 1\nif os.environ.get('A'):\n    X = 2", "2 | 1", "4 2"},
	{"if os.environ.get('A'):\n    X = 1\nelse:\n    X = 2", "1 | 2", "3 5"},
	{"if os.environ.get('A'):\n    X = 1\nelif os.environ.get('B'):\n    X = 2\nelse:\n    X = 3", "1 | 2 | 3", "3 5 7"},
	{"X = ['a']\nif os.environ.get('A'):\n    X += ['b']", "['a', 'b' if..]", "2 4"},
	{"X = ['a']\nif os.environ.get('A'):\n    X.insert(0, 'b')", "['b' if.., 'a']", "2 4"},
	{"X = {}\nif os.environ.get('A'):\n    X['b'] = 1", "{'b': 1 if..}", "2 4"},
	{"DEBUG = env('DEBUG')\nif DEBUG:\n    X = 1\nelse:\n    X = 2", "1 | 2", "4 6"},
	{"DEBUG = env('DEBUG')\nX = not DEBUG", "env(DEBUG:bool, True)", "3"},
	{"DEBUG = env('DEBUG')\nX = ['a']\nif DEBUG:\n    X.append('b')", "['a', 'b' if..]", "3 5"},
	{"DEBUG = os.environ.get('D') == '1'\nX = 'a' if DEBUG else 'b'", "'a' | 'b'", "3"},
	{"DEBUG = False\nif not DEBUG:\n    X = 1", "1", "4"},
	{"A = os.environ.get('A')\nif A:\n    Y = 1\nif A:\n    X = Y", "1 | -", "6"},
	{"if 'test' in sys.argv:\n    X = 1\nelse:\n    X = 2", "2", "5"},
	{"X = 1\nif __name__ == '__main__':\n    X = 2", "1", "2"},
	{"match os.environ.get('A', 'p'):\n    case 'p':\n        X = 1\n    case _:\n        X = 2", "1 | 2", "4 6"},
	{"import django\nif django.VERSION >= (4, 2):\n    X = 1\nelse:\n    X = 2", "1", "4"},
	{"try:\n    import nowhere\n    X = 1\nexcept ImportError:\n    X = 2", "1 | 2", "4 6"},
	{"try:\n    import json\n    X = 1\nexcept ImportError:\n    X = 2", "1", "4"},
	{"X = 1\ntry:\n    from .local import *\nexcept ImportError:\n    pass", "? | 1", "2"},
	{"X = 1\nfrom .missing import *", "? | 1", "2"},
	{"from .missing import X", "?", "2"},
	{"from .missing import *\nX = X + ['a']", "[*?, 'a']", "3"},
	{"from .missing import *\nX.append('a')", "[*?, 'a']", "3"},
	{"from .missing import *\nX['a'] = 1", "{'a': 1, ...}", "3"},
	// loops
	{"X = []\nfor y in ['a', 'b']:\n    X.append(y)", "['a', 'b']", "2 4"},
	{"X = {'a': {}}\nfor y in X:\n    X[y]['b'] = 1", "{'a': {'b': 1}}", "2 4"},
	{"X = {'a': 1}\nfor k, v in X.items():\n    X[k] = v + 1", "{'a': 2}", "2 4"},
	{"X = ['a']\nfor y in os.listdir('/'):\n    X.append(y)", "['a', ? if.., *? if..]", "2 4"},
	{"X = 1\nwhile os.environ.get('A'):\n    X = 2", "? | 1", "4 2"},
	// changes
	{"X = ['a']\nX += ['b']", "['a', 'b']", "2 3"},
	{"X = ('a',)\nX += ('b',)", "('a', 'b')", "2 3"},
	{"X = ['a']\nX = ['b'] + X", "['b', 'a']", "3"},
	{"X = ['a']\nX.extend(['b', 'c'])", "['a', 'b', 'c']", "2 3"},
	{"X = ['a', 'b']\nX.remove('a')", "['b']", "2 3"},
	{"X = ['a', 'b']\ndel X[0]", "['b']", "2 3"},
	{"X = ['a', 'b']\nX.insert(X.index('b'), 'c')", "['a', 'c', 'b']", "2 3"},
	{"Y = None if os.environ.get('A') else ' a '\nX = Y.strip()", "'a'", "3"},
	{"X = ['a']\nX[0] = 'b'", "['b']", "2 3"},
	{"X = ['a']\nY = X\nY.append('b')", "['a', 'b']", "2 4"},
	{"X = ['a']\nY = X + ['b']", "['a']", "2"},
	{"X = {'a': {'b': 1}}\nX['a']['b'] = 2", "{'a': {'b': 2}}", "2 3"},
	{"X = {'a': {}}\nX['a'].update({'b': 1}, c=2)", "{'a': {'b': 1, 'c': 2}}", "2 3"},
	{"X = {'a': 1}\nX.setdefault('a', 2)\nX.setdefault('b', 3)", "{'a': 1, 'b': 3}", "2 3 4"},
	{"X = {'a': 1}\nX.pop('a')", "{}", "2 3"},
	{"X = {'default': env.db()}\nX['default']['ATOMIC_REQUESTS'] = True", "{'default': env(DATABASE_URL:dict)}", "2 3"},
	{"X = 1\ndel X", "-", "3"},
	{"globals()['X'] = 5", "5", "2"},
	{"globals().update({'X': 5})", "5", "2"},
	{"X = 1\nexec('X = 2')", "? | 1", "2"},
	{"X = 1\nglobals().update(json.load(open('s.json')))", "? | 1", "2"},
	{"X = secrets.token_urlsafe()", "?", "2"},
	// text that lost its indentation, and lines that cannot be read
	{"if True:\nX = 1", "1", "3"},
	{"Y = [1, 2\nX = 1", "1", "3"},
	{"X = 1\nY = = 2", "1", "2"},
}

func TestIdioms(t *testing.T) {
	if len(idioms) < 150 {
		t.Errorf("%d idioms, want at least 150", len(idioms))
	}
	for _, row := range idioms {
		b := evaluated(imports + row.text + "\n").Own("X")
		got, lines := "-", []string(nil)
		if b != nil {
			got = Describe(b.Value)
			for _, p := range b.Places {
				lines = append(lines, fmt.Sprint(p.Line()))
			}
		}
		if got != row.want {
			t.Errorf("%s\n\tX is %s, want %s", row.text, got, row.want)
		}
		if got := strings.Join(lines, " "); got != row.lines {
			t.Errorf("%s\n\tX comes from lines %s, want %s", row.text, got, row.lines)
		}
	}
}

// evaluated gives the names of a module that is alone in its stack.
func evaluated(text string) *Scope {
	file := &audit.File{Name: "shop/settings.py", Kind: "python", Text: text}
	return New(audit.NewStack([]*audit.File{file}, nil, nil), audit.MustVersion("5.2"), nil).Module(file).Scope
}
