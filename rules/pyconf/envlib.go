package pyconf

func init() {
	register(map[string]function{
		"environ.Env":              (*evaluator).environOf,
		"environ.FileAwareEnv":     (*evaluator).environOf,
		"environs.Env":             environsOf,
		"environs.FileAwareEnv":    environsOf,
		"environ.Env.read_env":     nothing,
		"dotenv.load_dotenv":       nothing,
		"decouple.config":          (*evaluator).decoupleRead,
		"decouple.AutoConfig":      decoupleConfig,
		"decouple.Config":          decoupleConfig,
		"distutils.util.strtobool": func(e *evaluator, c *call) *Value { return e.envBool(first(e, c), c.at) },
	})
}

func environsOf(e *evaluator, c *call) *Value { return e.environOf(&call{at: c.at}) }

func decoupleConfig(_ *evaluator, c *call) *Value {
	return &Value{Type: Code, Text: "decouple.config", Span: c.at}
}

// schemaEntry is what environ.Env(NAME=(type, default)) says of a variable.
type schemaEntry struct {
	kind     string
	fallback *Value
}

// environOf makes the reader that environ.Env(…) is.
func (e *evaluator) environOf(c *call) *Value {
	schema := map[string]schemaEntry{}
	for _, k := range c.keywords {
		if k.value.Type == Tuple && len(k.value.Items) == 2 {
			schema[k.name] = schemaEntry{kindOfCast(k.value.Items[0].Value), k.value.Items[1].Value}
			continue
		}
		schema[k.name] = schemaEntry{kind: kindOfCast(k.value)}
	}
	return &Value{Type: Code, Text: "environ", Span: c.at, Object: &Object{schema: schema}}
}

// kindOfCast names a cast given as a value: bool, int, [str], Csv() …
func kindOfCast(v *Value) string {
	switch v.Type {
	case Code:
		switch v.Text {
		case "bool", "int", "float", "str", "list", "tuple", "dict":
			return v.Text
		case "decouple.Csv", "decouple.Csv()":
			return "csv"
		case "distutils.util.strtobool", "setuptools.distutils.util.strtobool", "environs.strtobool":
			return "bool"
		case "dj_database_url.parse":
			return "db"
		}
		return "other"
	case List:
		return "list"
	case Tuple:
		return "tuple"
	case Dict:
		return "dict"
	}
	return "other"
}

// environRead is env("NAME", default=…) and env.bool("NAME", …) of
// django-environ and environs.
func (e *evaluator) environRead(reader *Object, method string, c *call) *Value {
	name := c.arg(0, "var", "name")
	if name == nil || !name.Whole() {
		return e.unknown("the name of the environment variable is not seen", c.at)
	}
	kind, fallback := method, c.arg(1, "default")
	if entry, ok := reader.schema[name.Text]; ok && (method == "" || method == "get_value") {
		kind = entry.kind
		if fallback == nil {
			fallback = entry.fallback
		}
	}
	if cast := c.keyword("cast", "subcast"); cast != nil && (method == "" || method == "get_value") {
		kind = kindOfCast(cast)
	}
	if kind == "get_value" {
		kind = ""
	}
	return e.parseEnv(kind, e.readEnv(e.prefix+reader.prefix+name.Text, fallback, c.at), c.at)
}

// environURL is env.db(), env.cache() and their kin, whose name has a default.
func (e *evaluator) environURL(reader *Object, method string, c *call) *Value {
	name := urlNames[method]
	if v := c.arg(0, "var", "name"); v != nil && v.Whole() {
		name = v.Text
	}
	return e.parseEnv(method, e.readEnv(e.prefix+reader.prefix+name, c.arg(1, "default"), c.at), c.at)
}

// urlNames are the variables that the URL readers of django-environ look at.
var urlNames = map[string]string{
	"db": "DATABASE_URL", "db_url": "DATABASE_URL", "dj_db_url": "DATABASE_URL",
	"cache": "CACHE_URL", "cache_url": "CACHE_URL", "dj_cache_url": "CACHE_URL",
	"email": "EMAIL_URL", "email_url": "EMAIL_URL", "dj_email_url": "EMAIL_URL",
	"search_url": "SEARCH_URL",
}

// decoupleRead is config("NAME", default=…, cast=…) of python-decouple.
func (e *evaluator) decoupleRead(c *call) *Value {
	name := c.arg(0, "option")
	if name == nil || !name.Whole() {
		return e.unknown("the name of the environment variable is not seen", c.at)
	}
	v := e.readEnv(name.Text, c.arg(1, "default"), c.at)
	cast := c.arg(2, "cast")
	if cast == nil {
		return v
	}
	if kind := kindOfCast(cast); kind != "other" {
		return e.parseEnv(kind, v, c.at)
	}
	return e.through(cast, v, c.at)
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
