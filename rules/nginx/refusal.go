package nginx

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

// refusal says why nginx does not take a directive. The classes are the kinds
// of nginx's own messages.
type refusal struct {
	class   string // "unknown", "context", "terminator", "arity" or "value"
	message string
	place   audit.Span
}

// refused looks at one directive of a block as nginx does when it meets it,
// apart from values that only the directive itself understands.
func (b *Block) refused(d *Directive) *refusal {
	if b.Context == InEntries {
		return nil
	}
	info := directives()[d.Name.Value]
	switch {
	case info == nil && !Known(d.Name.Value):
		return &refusal{"unknown", "unknown directive " + shorten(d.Name.Value, 40), d.Name.Span}
	case info == nil:
		return nil
	case info.contexts&b.Context == 0:
		return &refusal{"context", shorten(d.Name.Value, 26) + " is not allowed in " + b.Context.String(), d.Name.Span}
	}
	if why := info.shape(b, d); why != nil {
		return why
	}
	return b.badValue(d, info)
}

// shape checks the terminator and the number of arguments.
func (i *directiveInfo) shape(b *Block, d *Directive) *refusal {
	block, least, most := i.block, i.least, i.most
	if d.Name.Value == "server" && b.Context&(InUpstream|InStreamUpstream) != 0 {
		block, least, most = false, 1, -1
	}
	name := shorten(d.Name.Value, 30)
	switch n := len(d.Args); {
	case !block && d.HasBlock() && !d.Raw:
		return &refusal{"terminator", name + " ends in a block, takes \";\"", d.Head()}
	case block && !d.HasBlock():
		return &refusal{"terminator", name + " has no block", d.Head()}
	case least >= 0 && (n < least || most >= 0 && n > most):
		return &refusal{"arity", fmt.Sprintf("%s has %s, takes %s", name, arguments(n), arity(least, most)), d.Head()}
	}
	return nil
}

func arguments(n int) string {
	if n == 1 {
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

func arity(least, most int) string {
	switch {
	case most < 0:
		return fmt.Sprintf("%d or more", least)
	case most == least:
		return fmt.Sprint(least)
	}
	return fmt.Sprintf("%d to %d", least, most)
}

// badValue checks the values that need no knowledge of the system.
func (b *Block) badValue(d *Directive, info *directiveInfo) *refusal {
	for _, a := range d.Args {
		if a.Template {
			return nil
		}
	}
	switch name := d.Name.Value; {
	case info.flag && len(d.Args) == 1:
		if v := strings.ToLower(d.Arg(0)); v != "on" && v != "off" {
			return &refusal{"value", fmt.Sprintf("%s is %s, takes on or off", shorten(name, 30), shorten(d.Arg(0), 15)), d.Head()}
		}
	case name == "location":
		if m := d.Arg(0); len(d.Args) == 2 && m != "=" && m != "~" && m != "~*" && m != "^~" {
			return &refusal{"value", "location has the unknown modifier " + shorten(m, 20), d.Args[0].Span}
		}
	case name == "if":
		if why := badCondition(d); why != "" {
			return &refusal{"value", why, d.Head()}
		}
	case name == "map" || name == "geo":
		return badEntries(d)
	case name == "error_page":
		return badCodes(d)
	case sizes[name] || times[name]:
		return badNumber(d)
	}
	return nil
}

// badCodes checks the status codes of an error_page: all words but the last
// one, or two where a "=" stands before it.
func badCodes(d *Directive) *refusal {
	codes := d.Args[:max(len(d.Args)-1, 0)]
	if n := len(codes) - 1; n > 0 && strings.HasPrefix(codes[n].Value, "=") {
		codes = codes[:n]
	}
	for _, c := range codes {
		if n := number(c.Value); !digits(c.Value) || n < 300 || n > 599 {
			return &refusal{"value", "error_page has " + shorten(c.Value, 20) + ", which is no code from 300 to 599", d.Head()}
		}
	}
	return nil
}

// badNumber checks sizes and times.
func badNumber(d *Directive) *refusal {
	valid, what := size, "size"
	if times[d.Name.Value] {
		valid, what = duration, "time"
	}
	for _, a := range d.Args {
		if !valid(a.Value) {
			return &refusal{"value", fmt.Sprintf("%s is %s, which is no %s", shorten(d.Name.Value, 30), shorten(a.Value, 15), what), d.Head()}
		}
	}
	return nil
}

// badCondition says what is wrong with the condition of an if.
func badCondition(d *Directive) string {
	n := len(d.Args)
	if n == 0 || d.Args[0].Quote != 0 || !strings.HasPrefix(d.Arg(0), "(") || !strings.HasSuffix(d.Arg(n-1), ")") {
		return "the condition of if is not in parentheses"
	}
	t := condition(d)
	if t.left == "" {
		return "the condition of if is empty"
	}
	switch {
	case len(t.left) > 1 && t.left[0] == '$' && t.operator != "" && !oneOf(t.operator, []string{"=", "!=", "~", "~*", "!~", "!~*"}):
		return "if has the unknown operator " + shorten(t.operator, 15)
	case t.left[0] != '$' && !oneOf(t.left, []string{"-f", "!-f", "-d", "!-d", "-e", "!-e", "-x", "!-x"}):
		return "the condition of if is neither a variable nor a file test"
	}
	return ""
}

// badEntries checks that map entries have a key and a value.
func badEntries(d *Directive) *refusal {
	for _, e := range d.Block {
		name := e.Name.Value
		alone := len(e.Args) == 0 && (d.Name.Value == "map" && (name == "hostnames" || name == "volatile") || d.Name.Value == "geo" && name == "ranges")
		if len(e.Args) != 1 && !alone && !e.Missing {
			return &refusal{"value", "an entry of " + d.Name.Value + " needs one value", e.Head()}
		}
	}
	return nil
}

var sizes = wordSet(`client_max_body_size client_body_buffer_size client_header_buffer_size proxy_buffer_size
	fastcgi_buffer_size uwsgi_buffer_size sendfile_max_chunk directio_alignment`)

var times = wordSet(`client_body_timeout client_header_timeout send_timeout proxy_connect_timeout proxy_read_timeout
	proxy_send_timeout fastcgi_read_timeout uwsgi_read_timeout ssl_session_timeout resolver_timeout lingering_time
	lingering_timeout keepalive_timeout keepalive_time`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// size reports whether nginx reads the text as a size: digits and a unit.
func size(text string) bool {
	return digits(strings.TrimRight(text, "kKmMgG")) && len(text)-len(strings.TrimRight(text, "kKmMgG")) <= 1
}

// duration reports whether nginx reads the text as a time: numbers with units
// in falling order.
func duration(text string) bool {
	const units = "yMwdhms"
	last := -1
	for text != "" {
		n := 0
		for n < len(text) && digits(text[n:n+1]) {
			n++
		}
		if n == 0 {
			return false
		}
		if text = text[n:]; text == "" {
			return true
		}
		unit, rest := strings.IndexByte(units, text[0]), text[1:]
		if strings.HasPrefix(text, "ms") {
			unit, rest = len(units), text[2:]
		}
		if unit <= last {
			return false
		}
		last, text = unit, strings.TrimLeft(rest, " ")
	}
	return last >= 0
}
