package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// methodCall is receiver.method(…). Methods that change a list or dict write
// the changed one back to where it was read from.
func (e *evaluator) methodCall(x *python.Call, attr *python.Attribute) *Value {
	self := Restrict(e.eval(attr.Value), e.facts)
	c := e.arguments(x)
	if mutators[attr.Attr] && self.Type != Code {
		if v := e.mutate(attr, self, c); v != nil {
			return v
		}
	}
	if self.Type == Code {
		return e.apply(e.member(self, attr.Attr, attr.Span()), c)
	}
	return self.Each(func(v *Value) *Value { return e.method(v, attr.Attr, c) })
}

// mutators are the methods that change a list, set or dict.
var mutators = setOf("append", "insert", "extend", "remove", "pop", "clear", "update", "setdefault", "add", "discard", "sort", "reverse")

// mutate gives the value of the call, or nil where the receiver has no such
// method.
func (e *evaluator) mutate(attr *python.Attribute, self *Value, c *call) *Value {
	result := noneValue(c.at)
	if attr.Attr == "pop" || attr.Attr == "setdefault" {
		result = e.taken(attr.Attr, self, c)
	}
	changed := self.Each(func(v *Value) *Value { return e.changed(v, attr.Attr, c) })
	if changed == nil {
		return nil
	}
	e.replace(attr.Value, changed, c.at)
	return result
}

// taken is what pop and setdefault give.
func (e *evaluator) taken(method string, self *Value, c *call) *Value {
	key, fallback := c.arg(0), c.arg(1)
	if self.Type != Dict || key == nil || !key.Whole() {
		return e.unknown(cmp.Or(self.Settle(), "what is taken from it is not seen"), c.at)
	}
	v := self.Key(key.Text)
	if v.Type != Absent {
		return v
	}
	if fallback == nil {
		return noneValue(c.at)
	}
	return fallback
}

// changed is the list, set or dict after the call.
func (e *evaluator) changed(v *Value, method string, c *call) *Value {
	e.spend(1 + (len(v.Items)+len(v.Pairs))/4)
	switch v.Type {
	case List, Set:
		return e.changedList(v, method, c)
	case Dict:
		return e.changedDict(v, method, c)
	case Unknown, Env:
		return e.changedUnknown(v, method, c)
	}
	return v
}

func (e *evaluator) changedList(v *Value, method string, c *call) *Value {
	w := *v
	w.At = c.at
	first := c.arg(0)
	switch {
	case method == "clear":
		w.Items = nil
		return &w
	case method == "reverse" || method == "sort":
		w.Items = []Item{{Value: v, Rest: true}}
		if method == "reverse" || e.plainItems(v) {
			w.Items = reversed(v.Items)
		}
		return &w
	case first == nil && method != "pop":
		return v
	}
	switch method {
	case "append", "add":
		w.Items = append(v.Items[:len(v.Items):len(v.Items)], Item{Value: first})
	case "extend", "update":
		w.Items = append(v.Items[:len(v.Items):len(v.Items)], e.splice(first)...)
	case "insert":
		w.Items = e.inserted(v, first, c.arg(1))
	case "remove", "discard":
		w.Items = removed(v.Items, first)
	case "pop":
		return e.popped(v, first, c.at)
	}
	if len(w.Items) > maxItems {
		return e.unknown("the list is too long to be followed", c.at)
	}
	return &w
}

func reversed(items []Item) []Item {
	out := make([]Item, 0, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		out = append(out, items[i])
	}
	return out
}

// inserted puts an item at an index; where the index is not known, the order
// of the list is not known either, and the item stands at its start.
func (e *evaluator) inserted(v, index, value *Value) []Item {
	if value == nil {
		return v.Items
	}
	at := 0
	if index.Type == Int {
		at = int(index.Int)
		if at < 0 {
			at += len(v.Items)
		}
	}
	at = max(0, min(at, len(v.Items)))
	out := append([]Item(nil), v.Items[:at]...)
	out = append(out, Item{Value: value})
	return append(out, v.Items[at:]...)
}

// removed drops the first item that equals the value; one that may equal it
// may be gone.
func removed(items []Item, value *Value) []Item {
	out := make([]Item, 0, len(items))
	gone := false
	for _, it := range items {
		if !gone && !it.Rest && Equal(it.Value, value) == audit.Yes {
			gone = len(it.When) == 0
			continue
		}
		out = append(out, it)
	}
	return out
}

func (e *evaluator) popped(v, index *Value, at audit.Span) *Value {
	if len(v.Items) == 0 {
		return v
	}
	if index == nil {
		index = intValue(-1, at)
	}
	return e.without(v, index)
}

func (e *evaluator) changedDict(v *Value, method string, c *call) *Value {
	key := c.arg(0)
	switch {
	case method == "clear":
		w := *v
		w.Pairs, w.Open, w.At = nil, false, c.at
		return &w
	case method == "update":
		return e.updated(v, c)
	case key == nil:
		return v
	case method == "pop":
		return e.without(v, key)
	case method == "setdefault":
		value := c.arg(1)
		if value == nil {
			value = noneValue(c.at)
		}
		if there, _ := v.Has(key.Text); key.Whole() && there != audit.No {
			return v
		}
		return v.with(key, value, c.at)
	}
	return v
}

// updated is d.update(other, key=value).
func (e *evaluator) updated(v *Value, c *call) *Value {
	w := v
	if first := c.arg(0); first != nil {
		w = e.update(w, first, c.at)
	}
	for _, k := range c.keywords {
		w = w.with(textValue(k.name, k.value.Span), k.value, c.at)
	}
	if c.partial {
		w = e.update(w, e.unknown("a part of this dict is not seen", c.at), c.at)
	}
	out := *w
	out.At, out.ident = c.at, v.ident
	return &out
}

// changedUnknown is a change to a list or dict that is not seen: what the
// change adds is known all the same.
func (e *evaluator) changedUnknown(v *Value, method string, c *call) *Value {
	first := c.arg(0)
	if v.Question == "" && v.Type == Unknown {
		v.Question = e.fresh()
	}
	list := &Value{Type: List, Items: []Item{{Value: v, Rest: true}}, Span: v.Span, At: c.at, ident: e.nextIdent()}
	switch method {
	case "append", "extend", "insert", "add":
		return e.changedList(list, method, c)
	case "update":
		if first != nil && first.Sequence() {
			return e.changedList(list, method, c)
		}
		dict := &Value{Type: Dict, Open: true, Reason: v.Settle(), Span: v.Span, ident: e.nextIdent()}
		return e.updated(dict, c)
	}
	return e.unknown(cmp.Or(v.Settle(), "it is changed in a way that is not followed"), c.at)
}

// method is a call of a method that changes nothing.
func (e *evaluator) method(v *Value, name string, c *call) *Value {
	switch v.Type {
	case Text:
		return e.textMethod(v, name, c)
	case Env:
		return e.envMethod(v, name, c)
	case Path:
		return e.pathMethod(v, name, c)
	case Dict:
		return e.dictMethod(v, name, c)
	case List, Tuple, Set:
		return e.listMethod(v, name, c)
	case Span:
		if name == "total_seconds" {
			return &Value{Type: Float, Float: v.Float, Span: c.at}
		}
	case Bytes:
		return e.unknown("what is made of these bytes is not followed", c.at)
	case None:
		return e.unknown("None has no ."+name, c.at)
	}
	return e.unknown(cmp.Or(v.Settle(), "what ."+name+"() gives is not seen"), c.at)
}

// envMethod does to a variable what the method does to its text.
func (e *evaluator) envMethod(v *Value, name string, c *call) *Value {
	if v.Shape != Text && v.Shape != Path {
		return e.unknown(v.Settle(), c.at)
	}
	op := "." + name
	for _, a := range c.args {
		op += " " + Literal(a)
	}
	shape := Text
	switch name {
	case "split", "rsplit", "splitlines":
		shape = List
	case "startswith", "endswith", "isdigit":
		shape = Bool
	}
	w := e.lift(v, op, shape, c.at, func(d *Value) *Value {
		if d.Type != Text {
			return nil
		}
		return e.textMethod(d, name, c)
	})
	w.AnyText = shape == List && c.arg(0) != nil
	return w
}

// textMethod is a method of str.
func (e *evaluator) textMethod(v *Value, name string, c *call) *Value {
	if !v.Whole() {
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
func trimLeftSpace(s string) string  { return strings.TrimLeft(s, " \t\r\n\v\f") }

func stripped(v *Value, c *call, space func(string) string, cut func(string, string) string) *Value {
	if a := c.arg(0); a != nil && a.Whole() {
		return textValue(cut(v.Text, a.Text), v.Span)
	}
	return textValue(space(v.Text), v.Span)
}

// textQuestion are the methods with texts as arguments.
func (e *evaluator) textQuestion(v *Value, name string, c *call) *Value {
	a, b := c.arg(0), c.arg(1)
	if name == "encode" {
		return &Value{Type: Bytes, Text: v.Text, Span: v.Span}
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

func (e *evaluator) dictMethod(v *Value, name string, c *call) *Value {
	key, fallback := c.arg(0), c.arg(1)
	switch name {
	case "get":
		return e.dictGet(v, key, fallback, c.at)
	case "copy", "__copy__":
		w := *v
		w.ident = e.nextIdent()
		return &w
	case "keys", "values", "items":
		return e.dictView(v, name, c.at)
	}
	return e.unknown("what ."+name+"() gives is not seen", c.at)
}

func (e *evaluator) dictGet(v, key, fallback *Value, at audit.Span) *Value {
	if fallback == nil {
		fallback = noneValue(at)
	}
	if key == nil || !key.Whole() {
		return e.unknown("which entry is read is not seen", at)
	}
	return v.Key(key.Text).Each(func(got *Value) *Value {
		if got.Type == Absent {
			return fallback
		}
		return got
	})
}

func (e *evaluator) dictView(v *Value, name string, at audit.Span) *Value {
	if v.Open || !v.pairsSteady() {
		return e.unknown(cmp.Or(v.Reason, "the whole of this dict is not seen"), at)
	}
	list := &Value{Type: List, Span: at, ident: e.nextIdent()}
	for _, p := range v.Pairs {
		item := p.Key
		switch name {
		case "values":
			item = p.Value
		case "items":
			item = &Value{Type: Tuple, Items: []Item{{Value: p.Key}, {Value: p.Value}}, Span: at}
		}
		list.Items = append(list.Items, Item{Value: item})
	}
	return list
}

func (e *evaluator) listMethod(v *Value, name string, c *call) *Value {
	a := c.arg(0)
	switch name {
	case "copy":
		w := *v
		w.ident = e.nextIdent()
		return &w
	case "index":
		if a != nil {
			return e.indexOf(v, a, c.at)
		}
	case "union":
		if a != nil {
			return e.addLists(v, a, c.at)
		}
	}
	return e.unknown("what ."+name+"() gives is not seen", c.at)
}

func (e *evaluator) indexOf(v, a *Value, at audit.Span) *Value {
	for i, it := range v.Items {
		switch is := it.Is(a.Text); {
		case is == audit.Maybe:
			return e.unknown("its place in the list is not seen", at)
		case is == audit.Yes && a.Whole():
			return intValue(int64(i), at)
		}
	}
	return e.unknown("its place in the list is not seen", at)
}
