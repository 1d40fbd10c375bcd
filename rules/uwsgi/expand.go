package uwsgi

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

// answer is what a reference in a value stands for.
type answer struct {
	text  string
	found bool // else it stays as it is written
	open  bool // nobody here can know
}

// maxSteps bounds the work of putting references into values: uWSGI itself
// never ends where a value refers to itself.
const maxSteps = 4 << 20

// expand puts in what references such as $(HOME) stand for. Having put one in,
// uWSGI looks at the new value again, from its second character on.
func expand(value string, symbol byte, ask func(name string) answer, steps *int) (result string, open bool) {
	if strings.IndexByte(value, symbol) < 0 {
		return value, false
	}
	seen, depth, key := 0, 0, 0
	for j := 0; j < len(value); j++ {
		if *steps++; *steps > maxSteps || len(value) > maxSteps {
			return value, true
		}
		c := value[j]
		switch {
		case c == symbol:
			seen = 1
		case c == '(' && seen == 1:
			seen, depth, key = 2, 0, j+1
		case seen <= 1:
			seen = 0
		case c == '(':
			seen++
			depth++
		case c == ')' && depth > 0:
			seen++
			depth--
		case c == ')' && seen == 2:
			seen = 0
		case c == ')':
			length := seen - 2
			a := ask(value[key : key+length])
			seen, open = 0, open || a.open
			if a.found {
				*steps += len(value)
				value = value[:key-2] + a.text + value[key+length+1:]
				j = 0
			}
		default:
			seen++
		}
	}
	return value, open
}

// compute answers %(name), or %(a b + 1): texts are joined, and a sign acts on
// what stands before it and the next word.
func (r *reader) compute(key string) answer {
	if !strings.Contains(key, " ") {
		return r.exported(key)
	}
	sum := answer{found: true}
	have, sign := false, ""
	for word := range strings.FieldsFuncSeq(key, func(c rune) bool { return c == ' ' }) {
		switch word {
		case "+", "-", "*", "/":
			sign = word
			continue
		case "++", "--":
			if have {
				n, _ := atoi(sum.text)
				sum.text = strconv.FormatInt(n+map[string]int64{"++": 1, "--": -1}[word], 10)
			}
			sign = ""
			continue
		}
		value := answer{text: word}
		if !isNumber(word) {
			value = r.exported(word)
		}
		sum.open = sum.open || value.open
		sum.text, have, sign = apply(sum.text, sign, value.text), true, ""
	}
	sum.found = have && !sum.open
	return sum
}

func apply(a, sign, b string) string {
	if sign == "" {
		return a + b
	}
	x, _ := atoi(a)
	y, _ := atoi(b)
	switch {
	case sign == "+":
		x += y
	case sign == "-":
		x -= y
	case sign == "*":
		x *= y
	case y == 0:
		x = 0
	default:
		x /= y
	}
	return strconv.FormatInt(x, 10)
}

func isNumber(word string) bool {
	return strings.Trim(word, "0123456789") == ""
}

// exported gives the value of the first option of a name, which need not be one
// that uWSGI knows.
func (r *reader) exported(name string) answer {
	s := r.first[name]
	switch {
	case s == nil || s.Bare:
		return answer{open: r.lacking()}
	case s.Given != audit.Yes:
		return answer{open: true}
	}
	return answer{text: s.Value, found: true, open: s.Open}
}
