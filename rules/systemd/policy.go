package systemd

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Policy changes what the assessments of the score weigh: a file as
// "systemd-analyze security --security-policy=" reads it.
type Policy struct {
	rules map[string]policyRule // by the name that policies give a row
	// Notes say what of the file the tool passes over without a word: names that
	// are no assessment, fields of a wrong type.
	Notes []string
}

// policyRule is what a policy says of one row; nil leaves the tool's own.
type policyRule struct{ weight, scale *int }

// maxWeight is the greatest weight and range with which 81 rows cannot
// overflow the tool's sums.
const maxWeight = 1 << 46

// ParsePolicy reads a policy. The errors are those for which the tool gives up:
// text that is not JSON, a range of 0, and numbers with which it would overflow.
// Of a key that stands twice the first counts.
func ParsePolicy(text string) (*Policy, error) {
	var whole json.RawMessage
	if err := json.Unmarshal([]byte(text), &whole); err != nil {
		return nil, placed(text, err)
	}
	if !utf8.ValidString(text) || badEscapes(text) {
		return nil, errors.New("not JSON: a string holds what is no Unicode character")
	}
	p := &Policy{rules: map[string]policyRule{}}
	ids := map[string]bool{}
	for _, a := range assessments {
		ids[PolicyID(a.id)] = true
	}
	fields, ok := members(whole)
	if !ok {
		p.note("the policy is no object: nothing in it counts")
	}
	for _, m := range fields {
		_, twice := p.rules[m.name]
		switch {
		case !ids[m.name]:
			p.note("%q is no assessment: it does not count", m.name)
		case twice:
			p.note("%s stands twice: the first counts", m.name)
		default:
			rule, err := p.readRule(m)
			if err != nil {
				return nil, err
			}
			p.rules[m.name] = rule
		}
	}
	return p, nil
}

func (p *Policy) note(format string, args ...any) {
	p.Notes = append(p.Notes, fmt.Sprintf(format, args...))
}

// readRule reads what the policy says of one row.
func (p *Policy) readRule(m member) (rule policyRule, err error) {
	fields, ok := members(m.value)
	if !ok {
		p.note("%s is no object: it does not count", m.name)
	}
	seen := map[string]bool{}
	for _, f := range fields {
		target := map[string]**int{"weight": &rule.weight, "range": &rule.scale}[f.name]
		switch {
		case strings.HasPrefix(f.name, "description_"), seen[f.name]:
			continue
		case target == nil:
			p.note("%s has no field %q: it does not count", m.name, f.name)
			continue
		}
		seen[f.name] = true
		n, ok := unsigned(string(f.value))
		switch {
		case !ok:
			p.note("%s of %s is no whole number: it does not count", f.name, m.name)
			continue
		case n > maxWeight:
			return rule, fmt.Errorf("%s of %s is so large that systemd-analyze miscounts", f.name, m.name)
		case n == 0 && f.name == "range":
			return rule, fmt.Errorf("range of %s is 0, at which systemd-analyze aborts", m.name)
		}
		*target = new(int(n))
	}
	return rule, nil
}

// apply gives the row as the policy wants it.
func (p *Policy) apply(r Row) Row {
	if p == nil {
		return r
	}
	rule := p.rules[PolicyID(r.ID)]
	if rule.weight != nil {
		r.Weight = *rule.weight
	}
	if rule.scale != nil {
		r.Range = *rule.scale
	}
	return r
}

// PolicyID is the name by which policies call a row. Those that name
// alternatives have them joined by underscores, and one has a parenthesis too
// many, in all releases.
func PolicyID(id string) string {
	setting, part, ok := strings.Cut(id, "=~")
	switch {
	case !ok:
		return strings.TrimSuffix(strings.ReplaceAll(id, "=/", "Or"), "=")
	case part == "…":
		return setting + "_OTHER"
	case part == "CAP_NET_(BIND_SERVICE|BROADCAST|RAW)":
		return setting + "_CAP_NET_BIND_SERVICE_BROADCAST_RAW)"
	}
	words := strings.FieldsFunc(part, func(c rune) bool { return c == '_' || c > 0x7f || !isAlphanumeric(byte(c)) })
	return setting + "_" + strings.Join(words, "_")
}

// member is a name and value of a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// members gives those of an object in their order, doubles included.
func members(value json.RawMessage) (found []member, ok bool) {
	d := json.NewDecoder(strings.NewReader(string(value)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return found, true
		}
		m := member{name: name.(string)}
		if d.Decode(&m.value) != nil {
			return found, true
		}
		found = append(found, m)
	}
	return found, true
}

// unsigned reads a number as the tool does: 7.0 is a whole number too.
func unsigned(number string) (uint64, bool) {
	if n, err := strconv.ParseUint(strings.TrimPrefix(number, "-"), 10, 64); err == nil && (n == 0 || number[0] != '-') {
		return n, true
	}
	f, err := strconv.ParseFloat(number, 64)
	if strings.Trim(number, "-0123456789") == "" || err != nil || f < 0 || f >= 1<<64 || f != math.Trunc(f) {
		return 0, false
	}
	return uint64(f), true
}

// placed says where a text stops being JSON.
func placed(text string, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("not JSON: %w", err)
	}
	before := text[:min(len(text), max(0, int(syntax.Offset)-1))]
	line := 1 + strings.Count(before, "\n")
	return fmt.Errorf("not JSON at line %d, column %d: %w", line, len(before)-strings.LastIndexByte(before, '\n'), err)
}

// badEscapes finds \u0000 and halves of surrogate pairs in valid JSON.
func badEscapes(text string) bool {
	code := func(i int) (uint64, bool) {
		if i+6 > len(text) || text[i:i+2] != `\u` {
			return 0, false
		}
		n, err := strconv.ParseUint(text[i+2:i+6], 16, 32)
		return n, err == nil
	}
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		n, ok := code(i)
		low, pair := code(i + 6)
		switch {
		case !ok:
			i++
		case n == 0, n >= 0xDC00 && n < 0xE000:
			return true
		case n >= 0xD800 && n < 0xDC00:
			if !pair || low < 0xDC00 || low >= 0xE000 {
				return true
			}
			i += 11
		default:
			i += 5
		}
	}
	return false
}
