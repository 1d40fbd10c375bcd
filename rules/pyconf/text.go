package pyconf

import (
	"cmp"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// joined is an f-string.
func (e *evaluator) joined(x *python.JoinedStr) *Value {
	v := textValue("", x.Span())
	for _, part := range x.Parts {
		var piece *Value
		switch p := part.(type) {
		case *python.FormattedValue:
			piece = e.eval(p.Value)
			if p.Format != nil && len(p.Format.Parts) > 0 || p.Conversion != 0 && p.Conversion != 's' {
				piece = NewUnknown(cmp.Or(piece.Settle(), "its format is not followed"), p.Span())
			}
		default:
			piece = e.eval(part)
		}
		v = concat(v, asText(piece), x.Span())
	}
	return v
}

// asText is str(v) as far as it is known; what is not stays as it is.
func asText(v *Value) *Value {
	switch v.Type {
	case Int, Bool, None, Float:
		return textValue(Literal(v), v.Span)
	case Path:
		if len(v.Parts) == 0 {
			return textValue(v.Text, v.Span)
		}
	}
	return v
}

// maxParts caps the pieces of a text with holes.
const maxParts = 64

// concat joins two texts, either of which may have holes or be one.
func concat(a, b *Value, at audit.Span) *Value {
	if a.Whole() && b.Whole() {
		return textValue(a.Text+b.Text, at)
	}
	v := &Value{Type: Text, Span: at}
	for _, p := range append(pieces(a), pieces(b)...) {
		last := len(v.Parts) - 1
		if last >= 0 && v.Parts[last].Whole() && p.Whole() {
			v.Parts[last] = textValue(v.Parts[last].Text+p.Text, p.Span)
			continue
		}
		v.Parts = append(v.Parts, p)
	}
	if len(v.Parts) > maxParts {
		return NewUnknown("the text is too long to be followed", at)
	}
	return v
}

func pieces(v *Value) []*Value {
	switch {
	case v.Type == Text && len(v.Parts) > 0:
		return v.Parts[:len(v.Parts):len(v.Parts)]
	case v.Whole() && v.Text == "":
		return nil
	}
	return []*Value{v}
}

// percent is "…%s…" % values.
func (e *evaluator) percent(format, args *Value, at audit.Span) *Value {
	if !format.Whole() {
		return e.unknown(format.Settle(), at)
	}
	values := []*Value{args}
	if args.Type == Tuple {
		if !e.plainItems(args) {
			return e.unknown("the parts of this text are not seen", at)
		}
		values = nil
		for _, it := range args.Items {
			values = append(values, it.Value)
		}
	}
	v, rest := textValue("", at), format.Text
	for {
		before, after, found := strings.Cut(rest, "%")
		v = concat(v, textValue(before, at), at)
		if !found {
			return v
		}
		var piece *Value
		piece, rest, values = e.directive(after, values, args, at)
		if piece == nil {
			return e.unknown("the format of this text is not followed", at)
		}
		v = concat(v, asText(piece), at)
	}
}

// directive reads what follows a % sign: s, d, % or (name)s.
func (e *evaluator) directive(text string, values []*Value, args *Value, at audit.Span) (*Value, string, []*Value) {
	if after, ok := strings.CutPrefix(text, "%"); ok {
		return textValue("%", at), after, values
	}
	if strings.HasPrefix(text, "(") && args.Type == Dict {
		name, after, ok := strings.Cut(text[1:], ")")
		if !ok || after == "" || !strings.ContainsRune("sd", rune(after[0])) {
			return nil, "", nil
		}
		return args.Key(name), after[1:], values
	}
	width := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if width == len(text) || !strings.ContainsRune("sd", rune(text[width])) || len(values) == 0 {
		return nil, "", nil
	}
	return padded(values[0], text[:width], at), text[width+1:], values[1:]
}

// padded is a value written with at least the given width, such as 03 or 8.
func padded(v *Value, width string, at audit.Span) *Value {
	if width == "" {
		return v
	}
	n, err := strconv.Atoi(width)
	text := asText(v)
	if err != nil || n > 64 || !text.Whole() {
		return NewUnknown("the format of this text is not followed", at)
	}
	fill := " "
	if width[0] == '0' && v.Type == Int {
		fill = "0"
	}
	return textValue(strings.Repeat(fill, max(0, n-len(text.Text)))+text.Text, at)
}

// textMethod is a method of str.
func (e *evaluator) textMethod(v *Value, name string, c *call) *Value {
	if !v.Whole() {
		if a := c.arg(0); name == "removesuffix" && a != nil && a.Whole() {
			if w := withoutEnd(v, a.Text, c.at); w != nil {
				return w
			}
		}
		return e.unknown(cmp.Or(v.Settle(), "what ."+name+"() gives is not seen"), c.at)
	}
	e.spend(len(v.Text) / 256)
	switch name {
	case "lower", "casefold":
		return textValue(strings.ToLower(v.Text), v.Span)
	case "upper":
		return textValue(strings.ToUpper(v.Text), v.Span)
	case "title", "capitalize":
		return textValue(capital(v.Text), v.Span)
	case "strip":
		return stripped(v, c, strings.TrimSpace, strings.Trim)
	case "rstrip":
		return stripped(v, c, trimRightSpace, strings.TrimRight)
	case "lstrip":
		return stripped(v, c, trimLeftSpace, strings.TrimLeft)
	case "split":
		return e.split(v, c)
	case "join":
		return e.joinTexts(v, c)
	case "format":
		return e.format(v, c)
	}
	return e.textQuestion(v, name, c)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
}

func trimRightSpace(s string) string { return strings.TrimRight(s, " \t\r\n\v\f") }

func trimLeftSpace(s string) string { return strings.TrimLeft(s, " \t\r\n\v\f") }

func stripped(v *Value, c *call, space func(string) string, cut func(string, string) string) *Value {
	if a := c.arg(0); a != nil && a.Whole() {
		return textValue(cut(v.Text, a.Text), v.Span)
	}
	return textValue(space(v.Text), v.Span)
}

// textQuestion are the methods with texts as arguments.
func (e *evaluator) textQuestion(v *Value, name string, c *call) *Value {
	a, b := c.arg(0), c.arg(1)
	switch name {
	case "encode":
		return &Value{Type: Bytes, Text: v.Text, Span: v.Span}
	case "isupper":
		return boolValue(Capital(v.Text), c.at)
	}
	if a == nil || !a.Whole() {
		return e.unknown("what ."+name+"() gives is not seen", c.at)
	}
	switch name {
	case "startswith":
		return boolValue(strings.HasPrefix(v.Text, a.Text), c.at)
	case "endswith":
		return boolValue(strings.HasSuffix(v.Text, a.Text), c.at)
	case "removeprefix":
		return textValue(strings.TrimPrefix(v.Text, a.Text), v.Span)
	case "removesuffix":
		return textValue(strings.TrimSuffix(v.Text, a.Text), v.Span)
	case "replace":
		if b != nil && b.Whole() && a.Text != "" && len(v.Text)*(1+len(b.Text)) < maxText {
			return textValue(strings.ReplaceAll(v.Text, a.Text, b.Text), v.Span)
		}
	}
	return e.unknown("what ."+name+"() gives is not seen", c.at)
}

func (e *evaluator) split(v *Value, c *call) *Value {
	var parts []string
	switch sep := c.arg(0, "sep"); {
	case len(c.args) > 1:
		return e.unknown("this split is not followed", c.at)
	case sep == nil || sep.Type == None:
		parts = strings.Fields(v.Text)
	case !sep.Whole() || sep.Text == "":
		return e.unknown("this split is not followed", c.at)
	default:
		parts = strings.Split(v.Text, sep.Text)
	}
	if len(parts) > maxItems {
		return e.unknown("the list is too long to be followed", c.at)
	}
	list := &Value{Type: List, Span: c.at, ident: e.nextIdent()}
	for _, p := range parts {
		list.Items = append(list.Items, Item{Value: textValue(p, v.Span)})
	}
	return list
}

func (e *evaluator) joinTexts(v *Value, c *call) *Value {
	list := c.arg(0)
	if list == nil || !list.Sequence() || !e.plainItems(list) {
		return e.unknown("the parts of this text are not seen", c.at)
	}
	out := textValue("", c.at)
	for i, it := range list.Items {
		if i > 0 {
			out = concat(out, v, c.at)
		}
		out = concat(out, it.Value, c.at)
	}
	return out
}

// format is "…{}…{name}…".format(…), without conversions.
func (e *evaluator) format(v *Value, c *call) *Value {
	out, rest, next := textValue("", c.at), v.Text, 0
	for {
		before, after, found := strings.Cut(rest, "{")
		out = concat(out, textValue(before, c.at), c.at)
		if !found {
			return out
		}
		field, tail, ok := strings.Cut(after, "}")
		piece := c.keyword(field)
		if field == "" && next < len(c.args) {
			piece = c.args[next]
			next++
		} else if len(field) == 1 && field[0] >= '0' && field[0] <= '9' && int(field[0]-'0') < len(c.args) {
			piece = c.args[field[0]-'0']
		}
		if !ok || piece == nil {
			return e.unknown("the format of this text is not followed", c.at)
		}
		out, rest = concat(out, asText(piece), c.at), tail
	}
}
