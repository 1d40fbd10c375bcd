package gunicorn

import (
	"cmp"
	"encoding/json"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// accept gives the value as gunicorn keeps it, and why it refuses to start with
// it, where it does. What is not known stays as it is.
func (s *setting) accept(v *pyconf.Value) (kept *pyconf.Value, refused string) {
	switch v.Type {
	case pyconf.Unknown, pyconf.Absent, pyconf.Code, pyconf.Path:
		return v, ""
	case pyconf.Env:
		if v.Default == nil {
			return v, ""
		}
		w := *v
		w.Default, _ = s.accept(v.Default)
		return &w, "" // the environment may give a better one
	case pyconf.Several:
		return v.Each(func(c *pyconf.Value) *pyconf.Value {
			kept, why := s.accept(c)
			refused = cmp.Or(refused, why)
			return kept
		}), ""
	}
	return s.acceptKnown(v)
}

func (s *setting) acceptKnown(v *pyconf.Value) (*pyconf.Value, string) {
	switch s.kind {
	case "bool":
		return acceptBool(v)
	case "pos_int":
		return acceptWhole(v, 0, 0)
	case "http2_window_size":
		return acceptWhole(v, 0, 1<<31-1)
	case "http2_stream_limit":
		return acceptWhole(v, 1, 0)
	case "http2_frame_size":
		return acceptWhole(v, 16384, 16777215)
	case "string", "class", "chdir":
		return acceptText(v)
	case "list_string", "list_of_files_or_patterns":
		return acceptTexts(v)
	case "string_to_list", "string_to_addr_list":
		return acceptCommas(v, s.kind == "string_to_addr_list")
	case "http_protocols":
		return acceptProtocols(v)
	case "reload_engine":
		if v.Whole() && (v.Text == "auto" || v.Text == "poll" || v.Text == "inotify") || v.Type == pyconf.Text && !v.Whole() {
			return v, ""
		}
		return v, "not one of its words"
	case "dict":
		if v.Type != pyconf.Dict {
			return v, "not a dict"
		}
	}
	if words := choices[s.kind]; words != nil {
		return acceptWord(v, words)
	}
	return v, ""
}

// choices are the words that settings of a kind take, with what they mean; the
// empty word stands for None.
var choices = map[string]map[string]string{
	"header_map_behaviour": {"": "None", "drop": "drop", "refuse": "refuse", "dangerous": "dangerous"},
	"proxy_protocol": {"": "off", "off": "off", "false": "off", "0": "off", "none": "off",
		"auto": "auto", "true": "auto", "1": "auto", "v1": "v1", "v2": "v2"},
	"asgi_loop":     {"": "auto", "auto": "auto", "asyncio": "asyncio", "uvloop": "uvloop"},
	"asgi_lifespan": {"": "auto", "auto": "auto", "on": "on", "off": "off"},
	"http_parser":   {"": "auto", "auto": "auto", "fast": "fast", "python": "python"},
	"http2_cleartext": {"": "off", "false": "off", "true": "prior-knowledge",
		"off": "off", "prior-knowledge": "prior-knowledge", "upgrade": "upgrade", "both": "both"},
}

// acceptWord takes one of some words in any case, and what bools and None mean
// among them.
func acceptWord(v *pyconf.Value, words map[string]string) (*pyconf.Value, string) {
	word := ""
	switch {
	case v.Type == pyconf.None:
	case v.Type == pyconf.Bool && words["false"] != "":
		word = strconv.FormatBool(v.Bool)
	case v.Whole():
		word = strings.ToLower(strings.TrimSpace(v.Text))
		if word == "" || words["0"] == "" && (word == "true" || word == "false") {
			return v, "not one of its words"
		}
	case v.Type == pyconf.Text:
		return v, ""
	default:
		return v, "not a text"
	}
	meant, ok := words[word]
	if !ok {
		return v, "not one of its words"
	}
	if meant == "None" {
		return v, ""
	}
	return remade(v, pyconf.Value{Type: pyconf.Text, Text: meant}), ""
}

// remade is a new value in the place of another.
func remade(v *pyconf.Value, w pyconf.Value) *pyconf.Value {
	w.Span, w.At = v.Span, v.At
	return &w
}

func acceptBool(v *pyconf.Value) (*pyconf.Value, string) {
	switch v.Type {
	case pyconf.Bool, pyconf.None:
		return v, ""
	case pyconf.Text:
		if !v.Whole() {
			return v, ""
		}
		switch strings.ToLower(strings.TrimSpace(v.Text)) {
		case "true":
			return remade(v, pyconf.Value{Type: pyconf.Bool, Bool: true}), ""
		case "false":
			return remade(v, pyconf.Value{Type: pyconf.Bool}), ""
		}
		return v, "neither True nor False"
	}
	return v, "not a bool"
}

// acceptWhole takes a whole number between two limits; no upper one if most is
// 0. Texts are read as Python reads literals.
func acceptWhole(v *pyconf.Value, least, most int64) (*pyconf.Value, string) {
	n := v.Int
	switch v.Type {
	case pyconf.Int:
	case pyconf.Bool:
		n = 0
		if v.Bool {
			n = 1
		}
	case pyconf.Text:
		if !v.Whole() {
			return v, ""
		}
		var ok bool
		if n, ok = pythonInt(v.Text); !ok {
			return v, "not a whole number"
		}
	default:
		return v, "not a whole number"
	}
	if n < least || most > 0 && n > most {
		return v, "out of its range"
	}
	return remade(v, pyconf.Value{Type: pyconf.Int, Int: n}), ""
}

// pythonInt is Python's int(text, 0).
func pythonInt(text string) (int64, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	digits := strings.TrimLeft(text, "+-")
	if len(digits) > 1 && digits[0] == '0' && strings.Trim(digits, "0_") != "" && digits[1] >= '0' && digits[1] <= '9' {
		return 0, false // Python has no literals such as 022
	}
	n, err := strconv.ParseInt(text, 0, 64)
	return n, err == nil
}

// decimalInt is Python's int(text).
func decimalInt(text string) (int64, bool) {
	n, err := strconv.ParseInt(strings.ReplaceAll(strings.TrimSpace(text), "_", ""), 10, 64)
	return n, err == nil
}

func acceptText(v *pyconf.Value) (*pyconf.Value, string) {
	switch {
	case v.Type == pyconf.None:
		return v, ""
	case v.Whole():
		if text := strings.TrimSpace(v.Text); text != v.Text {
			return remade(v, pyconf.Value{Type: pyconf.Text, Text: text}), ""
		}
		return v, ""
	case v.Type == pyconf.Text:
		return v, ""
	}
	return v, "not a text"
}

// acceptTexts makes a list of texts, as of bind; a lone text is a list of one.
func acceptTexts(v *pyconf.Value) (*pyconf.Value, string) {
	list := pyconf.Value{Type: pyconf.List}
	switch {
	case v.Truth() == audit.No:
	case v.Type == pyconf.Text:
		kept, _ := acceptText(v)
		list.Items = []pyconf.Item{{Value: kept}}
	case v.Sequence():
		for _, it := range v.Items {
			kept, why := it.Value, ""
			if !it.Rest {
				kept, why = lookup("proc_name").accept(it.Value)
			}
			if why != "" {
				return v, "not a list of texts"
			}
			list.Items = append(list.Items, pyconf.Item{Value: kept, When: it.When, Rest: it.Rest})
		}
	default:
		return v, "not a list of texts"
	}
	return remade(v, list), ""
}

// acceptCommas makes a list of a text with commas. Addresses must be ones.
func acceptCommas(v *pyconf.Value, addresses bool) (*pyconf.Value, string) {
	list := pyconf.Value{Type: pyconf.List}
	switch {
	case v.Type == pyconf.None:
	case v.Whole():
		for part := range strings.SplitSeq(strings.TrimSpace(v.Text), ",") {
			if part == "" {
				continue
			}
			part = strings.TrimSpace(part)
			if addresses && part != "*" && !isNetwork(part) {
				return v, "not a list of addresses"
			}
			list.Items = append(list.Items, pyconf.Item{Value: remade(v, pyconf.Value{Type: pyconf.Text, Text: part})})
		}
	case v.Type == pyconf.Text:
		return v, ""
	default:
		return v, "not a text"
	}
	return remade(v, list), ""
}

// acceptProtocols makes a list of h1 and h2, each at most once.
func acceptProtocols(v *pyconf.Value) (*pyconf.Value, string) {
	if v.Type == pyconf.Text && !v.Whole() {
		return v, ""
	}
	kept, why := acceptCommas(v, false)
	if why != "" {
		return v, why
	}
	list := pyconf.Value{Type: pyconf.List}
	seen := map[string]bool{}
	for _, it := range kept.Items {
		name := strings.ToLower(strings.TrimSpace(it.Value.Text))
		switch {
		case name == "":
			continue
		case name != "h1" && name != "h2" || seen[name]:
			return v, "not a list of h1 and h2"
		}
		seen[name] = true
		list.Items = append(list.Items, pyconf.Item{Value: remade(v, pyconf.Value{Type: pyconf.Text, Text: name})})
	}
	if len(list.Items) == 0 {
		list.Items = []pyconf.Item{{Value: remade(v, pyconf.Value{Type: pyconf.Text, Text: "h1"})}}
	}
	return remade(v, list), ""
}

// isNetwork reports whether the text is an address or a network without bits
// set beyond its length.
func isNetwork(text string) bool {
	if p, err := netip.ParsePrefix(text); err == nil {
		return p.Masked() == p
	}
	_, err := netip.ParseAddr(text)
	return err == nil
}

// initially is the default of a setting as gunicorn keeps it, if it has one that
// does not depend on the machine.
func (s *setting) initially() *pyconf.Value {
	var v any
	if json.Unmarshal([]byte(s.initial), &v) != nil {
		return &pyconf.Value{Type: pyconf.None}
	}
	kept, _ := s.accept(fromJSON(v))
	return kept
}

func fromJSON(v any) *pyconf.Value {
	switch v := v.(type) {
	case bool:
		return &pyconf.Value{Type: pyconf.Bool, Bool: v}
	case float64:
		return &pyconf.Value{Type: pyconf.Int, Int: int64(v)}
	case string:
		return &pyconf.Value{Type: pyconf.Text, Text: v}
	case []any:
		list := &pyconf.Value{Type: pyconf.List}
		for _, item := range v {
			list.Items = append(list.Items, pyconf.Item{Value: fromJSON(item)})
		}
		return list
	case map[string]any:
		dict := &pyconf.Value{Type: pyconf.Dict}
		for key, value := range v {
			dict.Pairs = append(dict.Pairs, pyconf.Pair{Key: fromJSON(key), Value: fromJSON(value)})
		}
		slices.SortFunc(dict.Pairs, func(a, b pyconf.Pair) int { return strings.Compare(a.Key.Text, b.Key.Text) })
		return dict
	}
	return &pyconf.Value{Type: pyconf.None}
}
