package python

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

// number reads a numeric literal; that of Python 2, such as 0644 or 10L, too.
func (r *reader) number(i int) *Number {
	n := &Number{expression: r.at(i, i), Text: r.lit(i)}
	text := strings.ReplaceAll(n.Text, "_", "")
	if last := text[len(text)-1]; last == 'j' || last == 'J' {
		n.Imaginary = true
		n.Float, _ = strconv.ParseFloat(text[:len(text)-1], 64)
		return n
	}
	base := radix(text)
	if base == 10 && strings.ContainsAny(text, ".eE") {
		n.Float, _ = strconv.ParseFloat(text, 64)
		return n
	}
	text = strings.TrimRight(text, "lL")
	if base != 10 {
		text = strings.TrimLeft(text[:2], "0xXoObB") + text[2:]
	}
	if base == 10 && len(text) > maxDigits || len(text) > 4*maxDigits {
		n.Float, _ = strconv.ParseFloat(text, 64)
		return n
	}
	n.Int = wholeNumber(text, base)
	if n.Int == nil {
		r.fail(i, "this number cannot be read")
		return n
	}
	if n.Int.IsInt64() {
		n.Float = float64(n.Int.Int64())
	} else {
		n.Float, _ = new(big.Float).SetInt(n.Int).Float64()
	}
	return n
}

// radix gives the base in which a number without "_" is written.
func radix(text string) int {
	if len(text) < 2 || text[0] != '0' {
		return 10
	}
	switch text[1] {
	case 'x', 'X':
		return 16
	case 'o', 'O':
		return 8
	case 'b', 'B':
		return 2
	}
	if strings.Trim(text, "0123456789lL") == "" && strings.Trim(text, "0lL") != "" {
		return 8
	}
	return 10
}

// wholeNumber reads digits; nil if they are none of the base.
func wholeNumber(text string, base int) *big.Int {
	if n, err := strconv.ParseInt(text, base, 64); err == nil {
		return big.NewInt(n)
	}
	n, ok := new(big.Int).SetString(text, base)
	if !ok {
		return nil
	}
	return n
}

// literal is the prefix and body of a string token.
type literal struct {
	raw, bytes, template bool
	body                 string
}

// literalAt takes a plain string token, or the start of an f-string, apart.
func (r *reader) literalAt(i int) literal {
	text := r.lit(i)
	quote := strings.IndexAny(text, `"'`)
	prefix := strings.ToLower(text[:quote])
	lit := literal{
		raw: strings.Contains(prefix, "r"), bytes: strings.Contains(prefix, "b"),
		template: strings.Contains(prefix, "t"),
	}
	if r.toks[i].kind != kString {
		return lit
	}
	n := 1
	if len(text)-quote >= 6 && text[quote+1] == text[quote] && text[quote+2] == text[quote] {
		n = 3
	}
	lit.body = text[quote+n : len(text)-n]
	return lit
}

// str reads the adjacent strings that start at token i.
func (r *reader) str(i int) piece {
	end := r.groupEnd(i)
	first := r.literalAt(i)
	j := joiner{r: r}
	plain := true
	for t := i; t <= end; t = r.skip(t) {
		lit := r.literalAt(t)
		if lit.bytes != first.bytes {
			r.fail(t, "text and bytes cannot be joined")
		}
		j.template = j.template || lit.template
		if r.toks[t].kind == kString {
			j.add(lit.decode(), r.span(t, t))
			continue
		}
		plain = false
		j.fields(t+1, int(r.toks[t].mate), lit.raw)
	}
	if plain {
		return piece{&Str{r.at(i, end), j.text.String(), first.bytes}, i, end}
	}
	j.flush()
	return piece{&JoinedStr{r.at(i, end), j.parts, j.template}, i, end}
}

// joiner collects the parts of an f-string: text and replacement fields.
type joiner struct {
	r        *reader
	parts    []Expr
	text     strings.Builder
	place    audit.Span // of the text
	template bool
}

// add appends text that comes from a place.
func (j *joiner) add(text string, place audit.Span) {
	if j.place.IsZero() {
		j.place = place
	}
	j.place.End = place.End
	j.text.WriteString(text)
}

// flush ends the text collected so far.
func (j *joiner) flush() {
	if j.text.Len() > 0 {
		j.parts = append(j.parts, &Str{expression{place{j.place}}, j.text.String(), false})
	}
	j.text.Reset()
	j.place = audit.Span{}
}

// fields reads the inside of an f-string or of a format, tokens lo up to hi.
func (j *joiner) fields(lo, hi int, raw bool) {
	for i := lo; i < hi; i = j.r.skip(i) {
		switch j.r.toks[i].kind {
		case kFMiddle:
			text := j.r.lit(i)
			if lo > 0 && j.r.toks[lo-1].kind == kFStart {
				text = doubledBraces.Replace(text)
			}
			lit := literal{raw: raw, body: text}
			j.add(lit.decode(), j.r.span(i, i))
		case kFieldOpen:
			j.field(i, raw)
		}
	}
}

// field reads the replacement field whose brace is token open.
func (j *joiner) field(open int, raw bool) {
	r := j.r
	end := int(r.toks[open].mate)
	stop := end
	f := &FormattedValue{expression: r.at(open, end)}
	for _, k := range []kind{kSpec, kBang} {
		if at := r.find(k, open+1, stop); at >= 0 {
			stop = at
		}
	}
	after := stop
	if r.toks[after].kind == kBang {
		f.Conversion = r.conversion(after + 1)
		after += 2
	}
	if r.toks[after].kind == kSpec {
		f.Format = r.format(after, end, raw)
	} else if after != end {
		r.fail(after, "this replacement field cannot be read")
	}
	if stop > open+1 && r.toks[stop-1].kind == '=' {
		text := r.file.Span(int(r.toks[open].end), int(r.toks[stop].start))
		j.add(text.Text(), text)
		if f.Conversion == 0 && f.Format == nil {
			f.Conversion = 'r'
		}
		stop--
	}
	j.flush()
	f.Value = r.expr(open+1, stop)
	j.parts = append(j.parts, f)
}

// conversion reads the letter after "!".
func (r *reader) conversion(tok int) byte {
	switch text := r.lit(tok); text {
	case "s", "r", "a":
		return text[0]
	}
	r.fail(tok, "a conversion is s, r or a")
	return 0
}

// format reads what follows the colon at token spec up to the brace at end.
func (r *reader) format(spec, end int, raw bool) *JoinedStr {
	j := joiner{r: r}
	j.fields(spec+1, end, raw)
	j.flush()
	place := audit.Span{File: r.file, Start: int(r.toks[spec].start), End: int(r.toks[end].start)}
	f := &JoinedStr{Parts: j.parts}
	f.span = place
	return f
}

var (
	doubledBraces = strings.NewReplacer("{{", "{", "}}", "}")
	lineEnds      = strings.NewReplacer("\r\n", "\n", "\r", "\n")
)

// decode gives the value of the literal.
func (lit literal) decode() string {
	body := lit.body
	if strings.IndexByte(body, '\r') >= 0 {
		body = lineEnds.Replace(body)
	}
	if lit.raw || strings.IndexByte(body, '\\') < 0 {
		return body
	}
	out := make([]byte, 0, len(body))
	for {
		n := strings.IndexByte(body, '\\')
		if n < 0 || n+1 == len(body) {
			return string(append(out, body...))
		}
		out = append(out, body[:n]...)
		var used int
		out, used = lit.escape(out, body[n:])
		body = body[n+used:]
	}
}

var simpleEscapes = map[byte]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
}

// escape appends what the escape at the start of s stands for and gives the
// number of bytes that it takes. An unknown escape stands for itself.
func (lit literal) escape(out []byte, s string) ([]byte, int) {
	c := s[1]
	if e, ok := simpleEscapes[c]; ok {
		return append(out, e), 2
	}
	switch {
	case c == '\n':
		return out, 2
	case c >= '0' && c <= '7':
		n := 2
		for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '7' {
			n++
		}
		return lit.code(out, s[1:n], 8), n
	case c == 'x':
		return lit.hex(out, s, 2)
	case c == 'u' && !lit.bytes:
		return lit.hex(out, s, 4)
	case c == 'U' && !lit.bytes:
		return lit.hex(out, s, 8)
	}
	return append(out, '\\'), 1
}

// hex reads an escape of exactly n hexadecimal digits.
func (lit literal) hex(out []byte, s string, n int) ([]byte, int) {
	if len(s) < n+2 || strings.Trim(s[2:n+2], "0123456789abcdefABCDEF") != "" {
		return append(out, '\\'), 1
	}
	return lit.code(out, s[2:n+2], 16), n + 2
}

// code appends a character by its number. Half of a surrogate pair, which
// UTF-8 cannot hold, is written as if it could.
func (lit literal) code(out []byte, digits string, base int) []byte {
	n, _ := strconv.ParseUint(digits, base, 32)
	switch {
	case lit.bytes:
		return append(out, byte(n))
	case n >= 0xD800 && n <= 0xDFFF:
		return append(out, 0xE0|byte(n>>12), 0x80|byte(n>>6)&0xBF, 0x80|byte(n)&0xBF)
	}
	return utf8.AppendRune(out, rune(n))
}
