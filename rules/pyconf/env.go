package pyconf

import (
	"strings"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"os.getenv":      (*evaluator).getenv,
		"os.environ.get": (*evaluator).getenv,
	})
}

// readEnv is the reading of an environment variable as text. A nil fallback
// means that reading fails where the variable is not set.
func (e *evaluator) readEnv(name string, fallback *Value, at audit.Span) *Value {
	if v, ok := e.envSet[name]; ok {
		return v
	}
	e.project.note(name, at)
	if text, place, ok := e.project.variable(name); ok {
		v := textValue(text, place)
		return v
	}
	if d, ok := e.envDef[name]; ok {
		fallback = d
	}
	return &Value{Type: Env, Name: name, Default: fallback, Shape: Text, Span: at, Question: "env " + name}
}

// getenv is os.getenv and os.environ.get.
func (e *evaluator) getenv(c *call) *Value {
	name := c.arg(0, "key")
	if name == nil || !name.Whole() {
		return e.unknown("the name of the environment variable is not seen", c.at)
	}
	fallback := c.arg(1, "default", "failobj")
	if fallback == nil {
		fallback = noneValue(c.at)
	}
	return e.readEnv(name.Text, fallback, c.at)
}

// environMethod is os.environ.get(…) and its kin.
func (e *evaluator) environMethod(method string, c *call) *Value {
	name := c.arg(0)
	switch method {
	case "get", "pop":
		return e.getenv(c)
	case "setdefault":
		if name != nil && name.Whole() && len(c.args) == 2 {
			if _, set := e.envSet[name.Text]; !set {
				e.envDef[name.Text] = c.args[1]
			}
			return e.readEnv(name.Text, c.args[1], c.at)
		}
	case "__getitem__":
		if name != nil && name.Whole() {
			return e.readEnv(name.Text, nil, c.at)
		}
	case "copy", "items", "keys":
		return &Value{Type: Code, Text: "os.environ", Span: c.at}
	}
	return e.unknown("the environment decides", c.at)
}

// guessedRead follows an imported helper by its name: env_bool("NAME", default)
// reads the environment, whatever else it does.
func (e *evaluator) guessedRead(function string, c *call) *Value {
	last := strings.ToLower(function[strings.LastIndexByte(function, '.')+1:])
	name := c.arg(0)
	if !strings.Contains(last, "env") || name == nil || !name.Whole() || !Capital(name.Text) {
		return nil
	}
	fallback := c.arg(1, "default", "default_value")
	kind := "other"
	for _, k := range []string{"bool", "int", "list", "float", "json"} {
		if strings.Contains(last, k) {
			kind = k
		}
	}
	v := e.readEnv(name.Text, fallback, c.at)
	if v.Type == Env {
		guessed := v.clone()
		guessed.Guess = notGiven(function)
		v = &guessed
	}
	if kind == "other" {
		if v.Type != Env {
			return e.unknown("what "+function+" makes of it is not seen", c.at)
		}
		return e.lift(v, function, Unknown, c.at, func(d *Value) *Value { return d })
	}
	return e.parseEnv(kind, v, c.at)
}

// lift does to an environment variable what f does to its text: the result is
// decided by the variable, and its default is what f makes of the default.
func (e *evaluator) lift(env *Value, op string, shape Type, at audit.Span, f func(*Value) *Value) *Value {
	v := &Value{Type: Env, Name: env.Name, Shape: shape, AnyText: env.AnyText, Guess: env.Guess, Span: at, Question: cut(env.Question + "|" + op)}
	if env.Neg {
		v.Question = cut(env.Question + "|not|" + op)
	}
	if env.Default != nil {
		if d := f(env.Default); d != nil && (d.Type != Unknown || d.Reason == MadeAnew) {
			v.Default = d
		}
	}
	return v
}

// asDefault recognises "the variable, or this where it is not set" in a value
// made by a test, and gives it the form that a default has elsewhere.
func asDefault(v *Value, at audit.Span) *Value {
	if v.Type != Several {
		return v
	}
	var env *Value
	for _, c := range v.Choices {
		if c.Value.Type == Env && (env == nil || env.Name == c.Value.Name) {
			env = c.Value
		} else if !c.Value.Known() {
			return v
		}
	}
	if env == nil || !decidedBy(v.Choices, env.Name) {
		return v
	}
	w := env.clone()
	w.Default = v.Unset()
	w.Question = cut(env.Question + "|or")
	w.Span = at
	return &w
}

func decidedBy(choices []Choice, name string) bool {
	for _, c := range choices {
		for _, cond := range c.When {
			if cond.Env != name {
				return false
			}
		}
	}
	return true
}

// parseEnv is what an environment library makes of a text.
func (e *evaluator) parseEnv(kind string, v *Value, at audit.Span) *Value {
	switch kind {
	case "bool":
		return e.envBool(v, at)
	case "int", "float", "str":
		return e.cast(kind, v, at)
	case "list", "tuple", "csv":
		return e.envList(v, at)
	case "path":
		return e.toPath(v, at)
	case "db", "db_url", "dj_db_url":
		return e.databaseURL(v, at)
	case "":
		return v
	}
	if v.Type == Env {
		return e.lift(v, kind, envShape(kind), at, func(d *Value) *Value {
			if d.Type == Text {
				return nil
			}
			return d
		})
	}
	if v.Type == Text {
		return e.unknown("what the text is read as is not followed", at)
	}
	return v
}

func envShape(kind string) Type {
	switch kind {
	case "json", "dict", "cache", "cache_url", "dj_cache_url", "email", "email_url", "dj_email_url", "search_url":
		return Dict
	case "timedelta":
		return Duration
	}
	return Unknown
}

// truthyText are the texts that environment libraries read as True.
var truthyText = setOf("true", "on", "ok", "y", "yes", "1", "t")

func (e *evaluator) envBool(v *Value, at audit.Span) *Value {
	switch {
	case v.Type == Env:
		w := e.lift(v, "bool", Bool, at, func(d *Value) *Value { return e.envBool(d, at) })
		w.AnyText = false
		return w
	case v.Whole():
		return boolValue(truthyText[strings.ToLower(strings.TrimSpace(v.Text))], v.Span)
	case v.Type == Several:
		return v.Each(func(c *Value) *Value { return e.envBool(c, at) })
	}
	return v
}

// envList is a text split at commas, its parts trimmed and the empty dropped.
func (e *evaluator) envList(v *Value, at audit.Span) *Value {
	switch {
	case v.Type == Env:
		w := e.lift(v, "list", List, at, func(d *Value) *Value { return e.envList(d, at) })
		w.AnyText = false
		return w
	case v.Whole():
		list := &Value{Type: List, Span: v.Span, ident: e.nextIdent()}
		for _, part := range strings.Split(v.Text, ",") {
			if part = strings.TrimSpace(part); part != "" && len(list.Items) < maxItems {
				list.Items = append(list.Items, Item{Value: textValue(part, v.Span)})
			}
		}
		return list
	}
	return v
}
