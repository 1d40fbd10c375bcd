package django

import (
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// hostile are texts made to make an evaluator run long or grow without bound.
var hostile = map[string]string{
	"augmented lines":          "X = []\n" + strings.Repeat("X += X\n", 150_000),
	"undefined lines":          strings.Repeat("X += X\n", 150_000),
	"doubled list":             "A = [1]\n" + strings.Repeat("A = A + A\n", 100),
	"doubled text":             "A = 'a'\n" + strings.Repeat("A = A + A\n", 100),
	"doubled f-string":         "A = 'a'\n" + strings.Repeat("A = f'{A}{A}'\n", 100),
	"doubled unknown":          "import x\nA = x.y\n" + strings.Repeat("A = f'{A}{A}'\n", 100),
	"repeated text":            "A = 'a' * 10**9\n",
	"repeated list":            "A = [0] * 10**9\n",
	"tower of powers":          "A = 9**9**9**9\n",
	"shift":                    "A = 1 << 10**9\n",
	"long range":               "A = [x for x in range(10_000_000)]\nfor i in range(10_000_000):\n    A.append(i)\n",
	"branches in a row":        "import os\n" + strings.Repeat("if os.environ.get('A'):\n    X = 1\n", 20_000),
	"own branches":             "import os\n" + ownBranches(20_000),
	"branches in lists":        "import os\nX = []\n" + strings.ReplaceAll(ownBranches(5_000), "X = 1", "X.append(1)"),
	"nested branches":          nested(90, "if a%d:"),
	"nested functions":         "def f():\n    return f() + f()\nA = f()\n",
	"many functions":           "def f(n):\n    return [f(n), f(n), f(n)]\nA = f(f(f(1)))\n",
	"mutual recursion":         "def f(x): return g(x) + g(x)\ndef g(x): return f(x) + f(x)\nA = f(1)\n",
	"nested dicts":             "A = {}\n" + strings.Repeat("A = {'a': A, 'b': A}\n", 100) + "B = [A]\nfor k in A: B.append(A)\n",
	"dict of doubles":          "A = {}\n" + strings.Repeat("A.update({'a': A})\n", 2_000),
	"loop in loop":             "A = [1]\n" + loops(8),
	"comprehensions":           "A = list('abcdefghij')\nA = [1,2,3,4,5,6,7,8,9,10]\n" + strings.Repeat("A = [x for y in [A] for x in y] + [B for B in A]\n", 50),
	"lambda bomb":              "f = lambda x: [x, x]\nA = " + strings.Repeat("f(", 60) + "1" + strings.Repeat(")", 60) + "\n",
	"many names":               many(40_000, "N%d = %d\n"),
	"names and taints":         many(3_000, "N%d = %d\n") + strings.Repeat("exec('x')\n", 3_000),
	"star imports":             strings.Repeat("from .a import *\nDEBUG = True\n", 10_000),
	"aliases":                  "A = []\n" + many(2_000, "B%d = A # %d\n") + strings.Repeat("A.append(1)\n", 2_000),
	"classes":                  many(5_000, "class C%d:\n    DEBUG = True\n    X = %d\n"),
	"percent signs":            "A = '" + strings.Repeat("%s", 5_000) + "' % (" + strings.Repeat("1,", 5_000) + ")\n",
	"format fields":            "A = '" + strings.Repeat("{}", 5_000) + "'.format(" + strings.Repeat("1,", 5_000) + ")\n",
	"parents":                  "from pathlib import Path\nA = Path('/a')\n" + strings.Repeat("A = A / 'aaaaaaaa'\n", 20_000),
	"splits":                   "A = '" + strings.Repeat(",", 60_000) + "'.split(',')\n",
	"environment in keys":      "import os\nA = os.environ.get('A')\n" + strings.Repeat("A = A.lower()\n", 5_000),
	"conditional texts":        "import os\nA = ''\n" + strings.Repeat("A = A + ('x' if os.environ.get('E') else 'y')\n", 500),
	"boolean chain":            "import os\nA = " + strings.Repeat("os.environ.get('E') or ", 5_000) + "1\n",
	"long sum":                 "A = 1" + strings.Repeat(" + 1", 200_000) + "\n",
	"wide list":                "A = [" + strings.Repeat("1,", 300_000) + "]\n",
	"wide dict":                "A = {" + many(50_000, "'k%d': %d,") + "}\nA.update(A)\n",
	"grown dict":               "A = {}\n" + many(20_000, "A['k%d'] = %d\n"),
	"shared dicts in a branch": "import os\nA = {}\nif os.environ.get('E'):\n" + strings.Repeat("    A = {'a': A, 'b': A}\n", 100) + "X = A\n",
	"shared dicts compared":    "A = {}\n" + strings.Repeat("A = {'a': A, 'b': A}\n", 100) + "X = A == A\nif A in [A, A]: Y = (A, A) == (A, A)\n",
	"shared lists compared":    "A = [1]\n" + strings.Repeat("A = [A, A]\n", 100) + "X = A == A\nY = A != [A]\nA.remove(A)\n",
	"wide lists in lists":      "A = ['changeme'] * 2000\n" + strings.Repeat("A = [A] * 2000\n", 5),
	"deep list":                "A = []\n" + strings.Repeat("A = [A]\n", 100_000) + "import os\nif os.environ.get('E'):\n    B = A\n    C = B == A\n",
	"updates":                  "A = {" + many(2_000, "'k%d': %d,") + "}\n" + strings.Repeat("A.update(A)\n", 2_000),
	"merges":                   "A = {" + many(2_000, "'k%d': %d,") + "}\n" + strings.Repeat("A = {**A, **A}\n", 2_000),
	"names by their start":     many(3_000, "NAME%d = %d\n") + many(3_000, "globals()[f'NAME{x}_%d'] = %d\n"),
	"starts in a loop":         "import os\nfor k in os.environ:\n" + many(5_000, "    if k.startswith('SHOP_%d') and k.startswith('SHOP_%d'):\n        globals()[k[2:]] = 1\n"),
	"runs itself":              strings.Repeat("exec(open(__file__).read())\n", 30),
	"names of itself":          "import settings\n" + strings.Repeat("for name in dir(settings):\n    globals()[name] = getattr(settings, name)\n", 3_000),
	"near settings":            many(20_000, "SECURE_HSTS_SECOND%d = %d\n"),
	"while":                    "while True:\n    while True:\n        while True:\n            A = 1\n",
}

func ownBranches(n int) string {
	return strings.ReplaceAll(many(n, "if os.environ.get('A%d') == '%d':\n    X = 1\n"), "\r", "")
}

func many(n int, line string) string {
	var b strings.Builder
	for i := range n {
		digits := itoa(i)
		b.WriteString(strings.ReplaceAll(line, "%d", digits))
	}
	return b.String()
}

func itoa(n int) string { return pyconf.Literal(&pyconf.Value{Type: pyconf.Int, Int: int64(n)}) }

func nested(depth int, line string) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + strings.ReplaceAll(line, "%d", itoa(i)) + "\n")
	}
	return b.String() + strings.Repeat(" ", depth) + "X = 1\n"
}

func loops(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "for x in [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]:\n")
	}
	return b.String() + strings.Repeat(" ", depth) + "A.append(x)\n"
}

// audited runs the whole audit of one settings module.
func audited(text string) *audit.Report {
	stack := audit.NewStack([]*audit.File{{Name: "settings.py", Kind: "django", Text: text}}, nil, nil)
	Format.Audit(stack)
	return stack.Report()
}

func TestHostileModulesEnd(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			if report := audited(text); len(report.Crashes) > 0 {
				t.Error(report.Crashes)
			}
		})
	}
}

func BenchmarkHostileModules(b *testing.B) {
	for name, text := range hostile {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				audited(text)
			}
		})
	}
}
