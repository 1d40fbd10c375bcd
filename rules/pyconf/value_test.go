package pyconf

import (
	"testing"

	"preflight/rules/audit"
)

// held is what X holds in a module with the usual imports.
func held(t *testing.T, text string) *Value {
	t.Helper()
	b := evaluated(imports + text + "\n").Own("X")
	if b == nil {
		t.Fatalf("%s: X is not assigned", text)
	}
	return b.Value
}

func TestTruth(t *testing.T) {
	for _, row := range []struct {
		text                  string
		truth, isTrue, isNone audit.Truth
	}{
		{"X = True", audit.Yes, audit.Yes, audit.No},
		{"X = 1", audit.Yes, audit.No, audit.No},
		{"X = ''", audit.No, audit.No, audit.No},
		{"X = None", audit.No, audit.No, audit.Yes},
		{"X = []", audit.No, audit.No, audit.No},
		{"X = [0]", audit.Yes, audit.No, audit.No},
		{"X = {}", audit.No, audit.No, audit.No},
		{"X = 0.0", audit.No, audit.No, audit.No},
		{"X = timedelta(0)", audit.No, audit.No, audit.No},
		{"X = BASE_DIR", audit.Yes, audit.No, audit.No},
		{"X = b''", audit.No, audit.No, audit.No},
		{"X = f'a{env(\"A\")}'", audit.Yes, audit.No, audit.No},
		{"X = f'{env(\"A\")}'", audit.Maybe, audit.No, audit.No},
		{"X = os.environ['A']", audit.Maybe, audit.Maybe, audit.No},
		{"X = os.environ.get('A')", audit.Maybe, audit.Maybe, audit.Maybe},
		{"X = 1 if os.environ.get('A') else 2", audit.Yes, audit.No, audit.No},
		{"X = True if os.environ.get('A') else 1", audit.Yes, audit.Maybe, audit.No},
		{"X = [*EXTRA]", audit.Maybe, audit.No, audit.No},
		{"def X(): pass", audit.Yes, audit.No, audit.No},
	} {
		v := held(t, row.text)
		if v.Truth() != row.truth || v.IsTrue() != row.isTrue || v.IsNone() != row.isNone {
			t.Errorf("%s: truth %v, is True %v, is None %v", row.text, v.Truth(), v.IsTrue(), v.IsNone())
		}
	}
}

func TestEqual(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want audit.Truth
	}{
		{"1", "1", audit.Yes}, {"1", "1.0", audit.Yes}, {"1", "True", audit.Yes}, {"1", "'1'", audit.No},
		{"'a'", "'a'", audit.Yes}, {"'a'", "'b'", audit.No}, {"None", "None", audit.Yes}, {"None", "''", audit.No},
		{"[1, 'a']", "[1, 'a']", audit.Yes}, {"[1]", "[1, 2]", audit.No}, {"[1]", "(1,)", audit.No},
		{"{}", "{}", audit.Yes}, {"{'a': 1}", "{'a': 1}", audit.Maybe},
		{"os.environ['A']", "'a'", audit.Maybe}, {"f'a{env(\"A\")}'", "'b'", audit.No}, {"f'a{env(\"A\")}'", "'ab'", audit.Maybe},
		{"[os.environ['A']]", "['a', 'b']", audit.No},
	} {
		a, b := held(t, "X = "+row.a), held(t, "X = "+row.b)
		if got := Equal(a, b); got != row.want {
			t.Errorf("%s == %s is %v", row.a, row.b, got)
		}
		if Equal(a, b) != Equal(b, a) {
			t.Errorf("%s == %s differs the other way round", row.a, row.b)
		}
	}
}

func TestEntries(t *testing.T) {
	for _, row := range []struct {
		text, key string
		has       audit.Truth
		want      string
	}{
		{"X = {'a': 1}", "a", audit.Yes, "1"},
		{"X = {'a': 1}", "b", audit.No, "-"},
		{"X = {'a': 1, **MORE}", "a", audit.Yes, "? | 1"},
		{"X = {'a': 1, **MORE}", "b", audit.Maybe, "?"},
		{"X = {'a': 1}\nif os.environ.get('A'):\n    X['b'] = 2", "b", audit.Maybe, "2 | -"},
		{"X = {'a': 1}\nif os.environ.get('A'):\n    X['a'] = 2", "a", audit.Yes, "2 | 1"},
		{"X = env.db()", "NAME", audit.Maybe, "env(DATABASE_URL)"},
		{"X = env.db()\nX['NAME'] = 'shop'", "NAME", audit.Maybe, "'shop'"},
	} {
		v := held(t, row.text)
		if has, _ := v.Has(row.key); has != row.has {
			t.Errorf("%s: has %s is %v", row.text, row.key, has)
		}
		if got := Describe(v.Key(row.key)); got != row.want {
			t.Errorf("%s: %s is %s, want %s", row.text, row.key, got, row.want)
		}
	}
}

func TestListsHold(t *testing.T) {
	for text, want := range map[string]audit.Truth{
		"X = ['a', 'b']": audit.Yes, "X = ['b']": audit.No, "X = ['b', *MORE]": audit.Maybe, "X = ['a', *MORE]": audit.Yes,
		"X = ['b', os.environ['A']]": audit.Maybe, "X = 'cab'": audit.Yes, "X = 5": audit.No, "X = None": audit.No,
		"X = ['b']\nif os.environ.get('A'):\n    X.append('a')": audit.Maybe,
		"X = env.list('A', default=['a'])":                      audit.Maybe,
	} {
		if got, _ := held(t, text).Has("a"); got != want {
			t.Errorf("%s: holds 'a' is %v", text, got)
		}
	}
}

// An answer is what all values agree on, at the line that decides it.
func TestAnswers(t *testing.T) {
	for _, row := range []struct {
		text  string
		truth audit.Truth
		line  int
	}{
		{"X = 1\nX = 0", audit.No, 3},
		{"X = 0\nif os.environ.get('A'):\n    X = ''", audit.No, 4},
		{"X = 1\nif os.environ.get('A'):\n    X = 'a'", audit.Yes, 4},
		{"X = 0\nif os.environ.get('A'):\n    X = 1", audit.Maybe, 4},
		{"X = 0\nX = os.environ.get('A')", audit.Maybe, 3},
	} {
		a := Ask(held(t, row.text), audit.Span{}, (*Value).Truth)
		if a.Truth != row.truth || a.Place.Line() != row.line {
			t.Errorf("%s: %v at line %d, want %v at %d", row.text, a.Truth, a.Place.Line(), row.truth, row.line)
		}
		if a.Maybe() == (a.Settle == "") {
			t.Errorf("%s: %v, settled by %q", row.text, a.Truth, a.Settle)
		}
	}
}

// Facts leave of a value what fits them.
func TestRestrict(t *testing.T) {
	s := evaluated(imports + "A = bool(os.environ.get('A'))\nX = 1 if A else 2\nY = ['a']\nif A:\n    Y.append('b')\nZ = {'a': X, 'n': not A}\n")
	key := s.Own("A").Value.Question
	for _, row := range []struct {
		name, open, on, off string
	}{
		{"X", "1 | 2", "1", "2"},
		{"Y", "['a', 'b' if..]", "['a', 'b']", "['a']"},
		{"Z", "{'a': 1 | 2, 'n': env(A:bool, True)}", "{'a': 1, 'n': False}", "{'a': 2, 'n': True}"},
	} {
		v := s.Own(row.name).Value
		if got := Describe(v); got != row.open {
			t.Errorf("%s is %s, want %s", row.name, got, row.open)
		}
		for want, text := range map[bool]string{true: row.on, false: row.off} {
			if got := Describe(Restrict(v, map[string]bool{key: want})); got != text {
				t.Errorf("%s where A is %v is %s, want %s", row.name, want, got, text)
			}
		}
	}
}
