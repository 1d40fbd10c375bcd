package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"bool":  func(e *evaluator, c *call) *Value { return e.casting("bool", c) },
		"int":   func(e *evaluator, c *call) *Value { return e.casting("int", c) },
		"float": func(e *evaluator, c *call) *Value { return e.casting("float", c) },
		"str":   func(e *evaluator, c *call) *Value { return e.casting("str", c) },
	})
}

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
