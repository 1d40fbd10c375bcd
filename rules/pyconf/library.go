package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
)

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

// handsOver notes a call that is given the module's names to write to.
func (e *evaluator) handsOver(name string, c *call) bool {
	given := strings.HasSuffix(name, "DjangoDynaconf")
	for _, a := range c.args {
		given = given || a.Type == Code && a.Text == "globals()"
	}
	for _, k := range c.keywords {
		given = given || k.value.Type == Code && k.value.Text == "globals()"
	}
	if given {
		e.taint(name+"() may set any setting", c.at, nil)
	}
	return given
}

func splitDotted(name string) (module, last string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
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

// functions are the calls that are followed, by their full name.
var functions map[string]func(*evaluator, *call) *Value

// The table is filled at start: its functions lead back to it.
func init() {
	functions = map[string]func(*evaluator, *call) *Value{
		"bool":           func(e *evaluator, c *call) *Value { return e.casting("bool", c) },
		"int":            func(e *evaluator, c *call) *Value { return e.casting("int", c) },
		"float":          func(e *evaluator, c *call) *Value { return e.casting("float", c) },
		"str":            func(e *evaluator, c *call) *Value { return e.casting("str", c) },
		"list":           func(e *evaluator, c *call) *Value { return e.collect(List, c) },
		"tuple":          func(e *evaluator, c *call) *Value { return e.collect(Tuple, c) },
		"set":            func(e *evaluator, c *call) *Value { return e.collect(Set, c) },
		"frozenset":      func(e *evaluator, c *call) *Value { return e.collect(Set, c) },
		"sorted":         func(e *evaluator, c *call) *Value { return e.collect(List, c) },
		"reversed":       func(e *evaluator, c *call) *Value { return e.collect(List, c) },
		"dict":           (*evaluator).dictCall,
		"len":            (*evaluator).length,
		"any":            func(e *evaluator, c *call) *Value { return e.anyAll(audit.Yes, c) },
		"all":            func(e *evaluator, c *call) *Value { return e.anyAll(audit.No, c) },
		"range":          (*evaluator).numbers,
		"map":            (*evaluator).mapped,
		"filter":         (*evaluator).filtered,
		"getattr":        (*evaluator).getattr,
		"isinstance":     (*evaluator).isinstance,
		"setattr":        (*evaluator).setattr,
		"globals":        func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "globals()", Span: c.at} },
		"locals":         func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "globals()", Span: c.at} },
		"vars":           func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "globals()", Span: c.at} },
		"exec":           (*evaluator).execCall,
		"open":           func(e *evaluator, c *call) *Value { return e.readFile(e.toPath(first(e, c), c.at), c.at) },
		"io.open":        func(e *evaluator, c *call) *Value { return e.readFile(e.toPath(first(e, c), c.at), c.at) },
		"compile":        contentOf,
		"json.load":      contentOf,
		"yaml.safe_load": contentOf,
		"yaml.load":      contentOf,
		"tomllib.load":   contentOf,
		"tomllib.loads":  contentOf,
		"toml.load":      contentOf,
		"toml.loads":     contentOf,
		"print":          func(e *evaluator, c *call) *Value { return noneValue(c.at) },
		"sys.exit":       func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "NoReturn", Span: c.at} },

		"os.getenv":         (*evaluator).getenv,
		"os.environ.get":    (*evaluator).getenv,
		"os.fspath":         func(e *evaluator, c *call) *Value { return e.pathCall(c) },
		"pathlib.Path":      (*evaluator).pathCall,
		"pathlib.PurePath":  (*evaluator).pathCall,
		"environ.Path":      (*evaluator).pathCall,
		"path.Path":         (*evaluator).pathCall,
		"unipath.Path":      (*evaluator).pathCall,
		"pathlib.Path.cwd":  func(e *evaluator, c *call) *Value { return pathValue(".", c.at) },
		"os.getcwd":         func(e *evaluator, c *call) *Value { return pathValue(".", c.at) },
		"pathlib.Path.home": func(e *evaluator, c *call) *Value { return e.unknown("where this path points is not seen", c.at) },

		"environ.Env":                           (*evaluator).environOf,
		"environ.FileAwareEnv":                  (*evaluator).environOf,
		"environs.Env":                          func(e *evaluator, c *call) *Value { return e.environOf(&call{at: c.at}) },
		"environs.FileAwareEnv":                 func(e *evaluator, c *call) *Value { return e.environOf(&call{at: c.at}) },
		"environ.Env.read_env":                  func(e *evaluator, c *call) *Value { return noneValue(c.at) },
		"dotenv.load_dotenv":                    func(e *evaluator, c *call) *Value { return noneValue(c.at) },
		"decouple.config":                       (*evaluator).decoupleRead,
		"decouple.AutoConfig":                   func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "decouple.config", Span: c.at} },
		"decouple.Config":                       func(e *evaluator, c *call) *Value { return &Value{Type: Code, Text: "decouple.config", Span: c.at} },
		"dj_database_url.config":                (*evaluator).databaseConfig,
		"dj_database_url.parse":                 (*evaluator).databaseParse,
		"dj_email_url.config":                   func(e *evaluator, c *call) *Value { return e.urlConfig("EMAIL_URL", c) },
		"django_cache_url.config":               func(e *evaluator, c *call) *Value { return e.urlConfig("CACHE_URL", c) },
		"datetime.timedelta":                    (*evaluator).timedelta,
		"split_settings.tools.include":          (*evaluator).includeFiles,
		"split_settings.tools.optional":         func(e *evaluator, c *call) *Value { return optionalPath(e, c) },
		"distutils.util.strtobool":              func(e *evaluator, c *call) *Value { return e.boolOf(c) },
		"django.urls.reverse_lazy":              func(e *evaluator, c *call) *Value { return e.unknown(UrlByName, c.at) },
		"django.utils.translation.gettext_lazy": first,
		"django.utils.translation.gettext_noop": first,
		"django.utils.translation.gettext":      first,
		"copy.copy":                             first,
		"copy.deepcopy":                         first,
		"typing.cast":                           func(e *evaluator, c *call) *Value { return second(e, c) },
		"collections.OrderedDict":               (*evaluator).dictCall,
		"re.compile":                            first,
		"json.loads":                            (*evaluator).jsonLoads,
		"ast.literal_eval":                      (*evaluator).jsonLoads,
		"warnings.warn":                         func(e *evaluator, c *call) *Value { return noneValue(c.at) },
	}
}

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

func (e *evaluator) boolOf(c *call) *Value { return e.envBool(first(e, c), c.at) }

// casting is bool(x), int(x), float(x) and str(x).
func (e *evaluator) casting(kind string, c *call) *Value {
	v := c.arg(0)
	if v == nil {
		return map[string]*Value{"bool": boolValue(false, c.at), "int": intValue(0, c.at), "str": textValue("", c.at)}[kind]
	}
	return e.cast(kind, Restrict(v, e.facts), c.at)
}

func (e *evaluator) cast(kind string, v *Value, at audit.Span) *Value {
	if kind == "bool" {
		return e.toBool(v, at)
	}
	if v.Type == Several {
		return v.Each(func(c *Value) *Value { return e.cast(kind, c, at) })
	}
	if v.Type == Env {
		return e.lift(v, kind, castShape(kind), at, func(d *Value) *Value { return e.cast(kind, d, at) })
	}
	switch kind {
	case "int":
		return e.toInt(v, at)
	case "str":
		return asText(v)
	case "float":
		if IsNumber(v) {
			return &Value{Type: Float, Float: asFloat(v), Span: v.Span}
		}
	}
	return e.unknown(cmp.Or(v.Settle(), "what "+kind+"() makes of it is not followed"), at)
}

func castShape(kind string) Type {
	switch kind {
	case "int":
		return Int
	case "float":
		return Float
	}
	return Text
}

func (e *evaluator) toBool(v *Value, at audit.Span) *Value {
	switch truth := e.truth(v); {
	case truth != audit.Maybe:
		return boolValue(truth == audit.Yes, v.Span)
	case v.Type == Several:
		return v.Each(func(c *Value) *Value { return e.toBool(c, at) })
	}
	return e.symbolic(v, false, at)
}

func (e *evaluator) toInt(v *Value, at audit.Span) *Value {
	switch v.Type {
	case Int:
		return v
	case Bool:
		return intValue(whole(v), v.Span)
	case Float:
		if v.Float > -1e15 && v.Float < 1e15 {
			return intValue(int64(v.Float), v.Span)
		}
	case Text:
		if n, ok := parseInt(v); ok {
			return intValue(n, v.Span)
		}
	}
	return e.unknown(cmp.Or(v.Settle(), "what int() makes of it is not followed"), at)
}

func parseInt(v *Value) (n int64, ok bool) {
	text := strings.TrimSpace(v.Text)
	digits := strings.TrimPrefix(text, "-")
	if !v.Whole() || digits == "" || len(digits) > 17 {
		return 0, false
	}
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int64(r-'0')
	}
	if digits != text {
		n = -n
	}
	return n, true
}

// collect is list(x), tuple(x), set(x) and sorted(x).
func (e *evaluator) collect(t Type, c *call) *Value {
	v := c.arg(0)
	if v == nil {
		return &Value{Type: t, Span: c.at, ident: e.nextIdent()}
	}
	v = Restrict(v, e.facts)
	if v.Type == Env {
		return e.lift(v, t.String(), t, c.at, func(d *Value) *Value { return e.collect(t, &call{args: []*Value{d}, at: c.at}) })
	}
	return &Value{Type: t, Items: e.splice(v), Span: c.at, ident: e.nextIdent()}
}

// dictCall is dict(x, key=value).
func (e *evaluator) dictCall(c *call) *Value {
	v := &Value{Type: Dict, Span: c.at, ident: e.nextIdent()}
	if a := c.arg(0); a != nil {
		v = e.update(v, e.pairsOf(a), c.at)
		v.ident = e.nextIdent()
	}
	for _, k := range c.keywords {
		v = v.with(textValue(k.name, k.value.Span), k.value, c.at)
	}
	if c.partial {
		v.Open, v.Reason = true, "a part of this dict is not seen"
	}
	return v
}

// pairsOf reads a list of pairs as a dict.
func (e *evaluator) pairsOf(v *Value) *Value {
	if v.Type != List && v.Type != Tuple || !e.plainItems(v) {
		return v
	}
	d := &Value{Type: Dict, Span: v.Span}
	for _, it := range v.Items {
		if it.Value.Type != Tuple && it.Value.Type != List || len(it.Value.Items) != 2 {
			return e.unknown("this dict is not followed", v.Span)
		}
		d.Pairs = append(d.Pairs, Pair{Key: it.Value.Items[0].Value, Value: it.Value.Items[1].Value})
	}
	return d
}

func (e *evaluator) length(c *call) *Value {
	v := Restrict(first(e, c), e.facts)
	switch {
	case v.Whole():
		return intValue(int64(len([]rune(v.Text))), c.at)
	case v.Sequence() && e.plainItems(v):
		return intValue(int64(len(v.Items)), c.at)
	case v.Type == Dict && !v.Open && v.pairsSteady():
		return intValue(int64(len(v.Pairs)), c.at)
	}
	return e.unknown(cmp.Or(v.Settle(), "its length is not seen"), c.at)
}

// anyAll is any(x) with Yes, all(x) with No: the truth of an element that
// decides at once.
func (e *evaluator) anyAll(decisive audit.Truth, c *call) *Value {
	v := Restrict(first(e, c), e.facts)
	if !v.Sequence() {
		return e.unknown(cmp.Or(v.Settle(), "this test is not followed"), c.at)
	}
	answer := decisive.Not()
	for _, it := range v.Items {
		truth := e.truth(it.Value)
		switch {
		case it.Rest || len(it.When) > 0 || truth == audit.Maybe:
			answer = audit.Maybe
		case truth == decisive:
			return boolValue(decisive == audit.Yes, c.at)
		}
	}
	if answer == audit.Maybe {
		return e.unknown("this test is not followed", c.at)
	}
	return boolValue(answer == audit.Yes, c.at)
}

// numbers is range(n), as far as it is short.
func (e *evaluator) numbers(c *call) *Value {
	stop := first(e, c)
	if len(c.args) != 1 || stop.Type != Int || stop.Int > maxRounds {
		return e.unknown("this range is not followed", c.at)
	}
	v := &Value{Type: List, Span: c.at}
	for i := range max(stop.Int, 0) {
		v.Items = append(v.Items, Item{Value: intValue(i, c.at)})
	}
	return v
}

func (e *evaluator) mapped(c *call) *Value {
	f, over := c.arg(0), c.arg(1)
	if f == nil || over == nil {
		return e.unknown("this map is not followed", c.at)
	}
	if over.Type == Env {
		return e.lift(over, "map", List, c.at, func(d *Value) *Value {
			return e.mapped(&call{args: []*Value{f, d}, at: c.at})
		})
	}
	v := &Value{Type: List, Span: c.at, ident: e.nextIdent()}
	for _, it := range e.splice(over) {
		if !e.spend(2) {
			return NewUnknown(tooLarge, c.at)
		}
		if !it.Rest {
			it.Value = e.apply(f, &call{args: []*Value{it.Value}, at: c.at})
		}
		v.Items = append(v.Items, it)
	}
	return v
}

// filtered is filter(None, x); a filter by anything else may drop any element.
func (e *evaluator) filtered(c *call) *Value {
	f, over := c.arg(0), c.arg(1)
	if f == nil || over == nil {
		return e.unknown("this filter is not followed", c.at)
	}
	if over.Type == Env {
		v := e.lift(over, "filter", List, c.at, func(d *Value) *Value {
			return e.filtered(&call{args: []*Value{f, d}, at: c.at})
		})
		v.AnyText = false
		return v
	}
	v := &Value{Type: List, Span: c.at, ident: e.nextIdent()}
	for _, it := range e.splice(over) {
		kept := it.Value
		if f.Type != None {
			kept = e.apply(f, &call{args: []*Value{it.Value}, at: c.at})
		}
		switch e.truth(kept) {
		case audit.Yes:
			v.Items = append(v.Items, it)
		case audit.Maybe:
			when, _ := it.When.And(e.condOf(kept, c.at))
			v.Items = append(v.Items, Item{it.Value, when, it.Rest})
		}
	}
	return v
}

func (e *evaluator) getattr(c *call) *Value {
	box, name := c.arg(0), c.arg(1)
	if box == nil || name == nil || !name.Whole() {
		return e.unknown("what getattr() gives is not seen", c.at)
	}
	v := e.attribute(box, name.Text, c.at)
	if fallback := c.arg(2); fallback != nil && v.Type == Code && v.Object == nil {
		return e.unknown("what "+v.Text+" holds is not seen", c.at)
	}
	return v
}

// isinstance asks for the type of a value, which an environment variable has
// also where its text is not known.
func (e *evaluator) isinstance(c *call) *Value {
	v, class := c.arg(0), c.arg(1)
	if v == nil || class == nil {
		return e.unknown("this test is not followed", c.at)
	}
	v = Restrict(v, e.facts)
	wanted := []*Value{class}
	if class.Type == Tuple && e.plainItems(class) {
		wanted = nil
		for _, it := range class.Items {
			wanted = append(wanted, it.Value)
		}
	}
	answer := audit.No
	for _, w := range wanted {
		answer = answer.Or(v.Every(func(x *Value) audit.Truth { return ofType(x, w.Text) }))
	}
	if answer == audit.Maybe {
		return e.unknown(cmp.Or(v.Settle(), "this test is not followed"), c.at)
	}
	return boolValue(answer == audit.Yes, c.at)
}

func ofType(v *Value, class string) audit.Truth {
	switch {
	case v.Type == Env && v.Default != nil && v.Default.Type != Text && v.Shape == Text:
		return audit.Maybe // the text, or the default, which is none
	case v.Type == Env && (v.Shape == Text || v.Shape == Bool || v.Shape == Int || v.Shape == List):
		return audit.TruthOf(v.Shape.String() == class)
	case v.Type == Unknown || v.Type == Env || v.Type == Absent || v.Type == Code:
		return audit.Maybe
	case v.Type == Bool && class == "int":
		return audit.Yes
	}
	return audit.TruthOf(v.Type.String() == class)
}

// setattr on a module may set any setting.
func (e *evaluator) setattr(c *call) *Value {
	name, v := c.arg(1), c.arg(2)
	if name != nil && name.Whole() && v != nil && Capital(name.Text) {
		e.storeInto(&Value{Type: Code, Text: "globals()"}, name, v, c.at)
	} else {
		e.taint("setattr() may set any setting", c.at, nil)
	}
	return noneValue(c.at)
}

// contentOf is a call that makes something of a file's content: what is open is
// the file.
func contentOf(e *evaluator, c *call) *Value {
	return e.unknown(cmp.Or(first(e, c).Settle(), "what is read here is not seen"), c.at)
}

// execCall runs a text as a part of the module: that of a file, where it is one.
func (e *evaluator) execCall(c *call) *Value {
	why := "exec() may set any setting"
	if file, ok := strings.CutSuffix(first(e, c).Settle(), readAtStart); ok && file != "a file" {
		why = file + " is not among the files"
	}
	e.taint(why, c.at, nil)
	return noneValue(c.at)
}

// globalsMethod is globals().update(…) and its kin.
func (e *evaluator) globalsMethod(method string, c *call) *Value {
	switch method {
	case "get", "copy", "keys", "items":
		if name := c.arg(0); method == "get" && name != nil && name.Whole() {
			if b, _ := e.scope.find(name.Text); b != nil {
				return Restrict(b.Value, e.facts)
			}
			if e.scope.Module().Missing == "" {
				return second(e, c)
			}
		}
		return e.unknown("what globals() holds is not followed", c.at)
	case "update", "setdefault":
		e.globalsUpdate(c)
	}
	return noneValue(c.at)
}

func (e *evaluator) globalsUpdate(c *call) {
	globals := &Value{Type: Code, Text: "globals()"}
	for _, k := range c.keywords {
		e.storeInto(globals, textValue(k.name, c.at), k.value, c.at)
	}
	a := c.arg(0)
	if a == nil && !c.partial {
		return
	}
	if a != nil && a.Type == Dict && !a.Open && a.pairsSteady() {
		for _, p := range a.Pairs {
			e.storeInto(globals, p.Key, p.Value, c.at)
		}
		return
	}
	e.taint("globals() is updated with names that are not seen", c.at, nil)
}

func (e *evaluator) pathCall(c *call) *Value {
	v := pathValue(".", c.at)
	for i, a := range c.args {
		if i == 0 {
			v = e.toPath(a, c.at)
			continue
		}
		v = e.joinPath(v, a, c.at)
	}
	return v
}

// timedelta is datetime.timedelta(days, seconds, …).
func (e *evaluator) timedelta(c *call) *Value {
	units := map[string]float64{"days": 86400, "seconds": 1, "microseconds": 1e-6, "milliseconds": 1e-3,
		"minutes": 60, "hours": 3600, "weeks": 604800}
	order := []string{"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}
	v := &Value{Type: Span, Span: c.at}
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

// environMember is a method of a django-environ or environs reader.
func (e *evaluator) environMember(reader *Object, method string, c *call) *Value {
	switch method {
	case "read_env", "seal":
		return noneValue(c.at)
	case "prefixed":
		if p := c.arg(0); p != nil && p.Whole() {
			e.prefix += p.Text
		}
		return noneValue(c.at)
	case "__call__":
		return e.environRead(reader, "", c)
	}
	if _, url := urlNames[method]; url {
		return e.environURL(reader, method, c)
	}
	return e.environRead(reader, method, c)
}

// configurationValue is values.BooleanValue(default, …) of django-configurations;
// the name of the variable is known when the class is read.
func (e *evaluator) configurationValue(class string, c *call) *Value {
	kinds := map[string]string{"BooleanValue": "bool", "IntegerValue": "int", "ListValue": "list", "TupleValue": "list",
		"Value": "str", "SecretValue": "secret", "DatabaseURLValue": "db", "PathValue": "path", "URLValue": "str", "EmailValue": "str"}
	kind, known := kinds[class]
	if !known {
		return e.unknown("the environment decides", c.at)
	}
	fallback := c.arg(0, "default")
	if kind == "secret" {
		kind, fallback = "str", nil
	}
	o := &Object{Name: kind, self: fallback, prefix: "DJANGO_"}
	if p := c.keyword("environ_prefix"); p != nil {
		o.prefix = p.Text
		if p.Text != "" {
			o.prefix += "_"
		}
	}
	v := &Value{Type: Code, Text: "configurations.value", Span: c.at, Object: o}
	if n := c.keyword("environ_name"); n != nil && n.Whole() {
		v.Text, o.prefix = "configurations.named", o.prefix+n.Text
	}
	return v
}

// UrlByName is why what reverse_lazy gives is not known.
const UrlByName = "a URL by its name"
