package pyconf

import (
	"cmp"
	"strings"
)

func init() {
	register(map[string]function{
		"sys.exit":                              func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "NoReturn", Span: c.at} },
		"datetime.timedelta":                    (*evaluator).timedelta,
		"collections.OrderedDict":               (*evaluator).dictCall,
		"copy.copy":                             first,
		"copy.deepcopy":                         first,
		"typing.cast":                           second,
		"re.compile":                            first,
		"warnings.warn":                         nothing,
		"json.loads":                            (*evaluator).jsonLoads,
		"ast.literal_eval":                      (*evaluator).jsonLoads,
		"json.load":                             contentOf,
		"yaml.safe_load":                        contentOf,
		"yaml.load":                             contentOf,
		"tomllib.load":                          contentOf,
		"tomllib.loads":                         contentOf,
		"toml.load":                             contentOf,
		"toml.loads":                            contentOf,
		"django.urls.reverse_lazy":              func(e *evaluator, c *call) *Value { return e.unknown(URLByName, c.at) },
		"django.utils.translation.gettext_lazy": first,
		"django.utils.translation.gettext_noop": first,
		"django.utils.translation.gettext":      first,
	})
}

// function is a call that is followed by itself.
type function func(*evaluator, *call) *Value

// functions are the calls that are followed, by their full name. Each file that
// follows some registers them.
var functions = map[string]function{}

func register(table map[string]function) {
	for name, f := range table {
		functions[name] = f
	}
}

// library is a call of something that is not part of the module: Python's own
// functions and the libraries that settings modules use.
func (e *evaluator) library(f *Value, c *call) *Value {
	name := f.Text
	if fn, ok := functions[name]; ok {
		return fn(e, c)
	}
	switch module, last := splitDotted(name); module {
	case "os.path", "posixpath":
		return e.osPath(last, c)
	case "os.environ":
		return e.environMethod(last, c)
	case "environ", "environs":
		if f.Object != nil {
			return e.environMember(f.Object, last, c)
		}
	case "path":
		if f.Object != nil && f.Object.self != nil {
			return e.pathMethod(f.Object.self, last, c)
		}
	case "configurations.values", "values":
		return e.configurationValue(last, c)
	case "globals()":
		return e.globalsMethod(last, c)
	}
	if v := e.guessedRead(name, c); v != nil {
		return v
	}
	if e.handsOver(name, c) {
		return noneValue(c.at)
	}
	if random(name) {
		return e.unknown(MadeAnew, c.at)
	}
	if builtins[name] {
		return e.unknown("what "+name+"() gives is not followed", c.at)
	}
	return &Value{Type: Code, Text: cut(name + "()"), Span: c.at}
}

func splitDotted(name string) (module, last string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
}

// notGiven says which file would settle what an imported name is.
func notGiven(name string) string {
	called, _, call := strings.Cut(name, "(")
	module, last := splitDotted(called)
	top, _, _ := strings.Cut(called, ".")
	_, file := splitDotted(module)
	switch {
	case file != "" && !known[top]:
		return file + ".py is not among the files"
	case call:
		return "what " + called + "() gives is not seen"
	case known[top]:
		return "what " + called + " holds is not seen"
	}
	return last + " is not among the files"
}

// MadeAnew is why a value of a source of randomness is not known.
const MadeAnew = "it is made anew at every start"

// random reports whether the function makes a new value at each call.
func random(name string) bool {
	_, ok := randomFunctions[name]
	return ok
}

var randomFunctions = setOf("django.core.management.utils.get_random_secret_key", "secrets.token_urlsafe", "secrets.token_hex",
	"secrets.token_bytes", "secrets.choice", "os.urandom", "uuid.uuid4", "random.choice", "random.SystemRandom.choice",
	"django.utils.crypto.get_random_string", "random.SystemRandom().choice", "random.choices")

// URLByName is why what reverse_lazy gives is not known.
const URLByName = "a URL by its name"

func first(e *evaluator, c *call) *Value {
	if v := c.arg(0); v != nil {
		return v
	}
	return noneValue(c.at)
}

func second(e *evaluator, c *call) *Value {
	if v := c.arg(1); v != nil {
		return v
	}
	return noneValue(c.at)
}

func nothing(_ *evaluator, c *call) *Value { return noneValue(c.at) }

// contentOf is a call that makes something of a file's content: what is open is
// the file.
func contentOf(e *evaluator, c *call) *Value {
	of := first(e, c)
	v := e.unknown(cmp.Or(of.Settle(), "what is read here is not seen"), c.at)
	if of.Type == Unknown {
		v.Object = of.Object
	}
	return v
}

// timedelta is datetime.timedelta(days, seconds, …).
func (e *evaluator) timedelta(c *call) *Value {
	units := map[string]float64{"days": 86400, "seconds": 1, "microseconds": 1e-6, "milliseconds": 1e-3,
		"minutes": 60, "hours": 3600, "weeks": 604800}
	order := []string{"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}
	v := &Value{Type: Duration, Span: c.at}
	add := func(unit string, n *Value) bool {
		if !IsNumber(n) || units[unit] == 0 {
			return false
		}
		v.Float += units[unit] * asFloat(n)
		return true
	}
	for i, a := range c.args {
		if i >= len(order) || !add(order[i], a) {
			return e.unknown(cmp.Or(a.Settle(), "this duration is not followed"), c.at)
		}
	}
	for _, k := range c.keywords {
		if !add(k.name, k.value) {
			return e.unknown(cmp.Or(k.value.Settle(), "this duration is not followed"), c.at)
		}
	}
	return v
}

// jsonLoads reads a JSON text from the environment: its default is not read.
func (e *evaluator) jsonLoads(c *call) *Value {
	v := first(e, c)
	if v.Type == Env {
		return e.lift(v, "json", Unknown, c.at, func(*Value) *Value { return nil })
	}
	return e.unknown(cmp.Or(v.Settle(), "what this text is read as is not followed"), c.at)
}
