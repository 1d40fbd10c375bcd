package cipher

import (
	"slices"
	"sort"
	"strings"
)

// Selection is what a cipher string admits.
type Selection struct {
	Suites  []Suite  // in the order of preference
	Unknown []string // words to be added that name nothing, which OpenSSL passes over
	Level   string   // of @SECLEVEL, or empty
	Invalid bool     // a word that OpenSSL refuses the whole string for

	asked map[string]bool // suites that a word asked for which names broken ones only
}

// Refused says why OpenSSL refuses the string, and a server with it does not
// start; or gives nothing.
func (s Selection) Refused() string {
	switch {
	case s.Invalid:
		return "it has a word that is none"
	case !s.Empty():
		return ""
	case slices.ContainsFunc(s.Unknown, func(word string) bool { return strings.HasPrefix(word, "TLS_") }):
		return "suites of TLS 1.3 do not count here"
	}
	return "it leaves no cipher"
}

// Empty reports whether OpenSSL refuses the string because nothing is left.
func (s Selection) Empty() bool { return len(s.Suites) == 0 }

// Offered reports whether a handshake may use the suite: from security level 1
// on, which is OpenSSL's own default, suites without authentication or
// encryption or with MD5 are refused, from level 2 on those with RC4, and from
// level 3 on those without forward secrecy.
func (s Selection) Offered(suite Suite) bool {
	level := s.Level
	if level == "" {
		level = "1"
	}
	switch {
	case level >= "1" && (suite.Authentication == "None" || suite.cipher() == "None" || suite.MAC == "MD5"):
		return false
	case level >= "2" && suite.cipher() == "RC4":
		return false
	}
	return level < "3" || suite.ForwardSecret()
}

// ExportGrade is the fault of words for suites that were weak by law.
const ExportGrade = "export ciphers"

// Faults names what is broken in the suites that may be used, or that the
// string asks for by name. A word such as HIGH, which takes anonymous suites
// along that no handshake may use, is no fault.
func (s Selection) Faults() []string {
	var faults []string
	for _, word := range s.Unknown {
		if strings.HasPrefix(word, "EXP") && faults == nil {
			faults = append(faults, ExportGrade) // before OpenSSL 1.1.0
		}
	}
	for _, suite := range s.Suites {
		f := suite.Fault()
		if f != "" && !slices.Contains(faults, f) && (s.asked[suite.Name] || s.Offered(suite)) {
			faults = append(faults, f)
		}
	}
	return faults
}

// Select evaluates a cipher string as OpenSSL's SSL_CTX_set_cipher_list does.
// Where weak is set, the suites of builds with weak ciphers take part.
func Select(list string, weak bool) Selection {
	if len(list) > maxList {
		return Selection{Invalid: true}
	}
	s := &selector{out: Selection{asked: map[string]bool{}}}
	for _, suite := range suites() {
		if suite.Built || weak {
			s.entries = append(s.entries, entry{suite: suite})
		}
	}
	list = suiteB(list)
	if rest, ok := strings.CutPrefix(list, "DEFAULT"); ok && (rest == "" || isSeparator(rest[0])) {
		s.rules(defaultList)
		list = rest
	}
	s.rules(list)
	for _, e := range s.entries {
		if e.active {
			s.out.Suites = append(s.out.Suites, e.suite)
		}
	}
	return s.out
}

// maxList bounds the bytes of a string; no server reads a longer word.
const maxList = 16 << 10

const defaultList = "ALL:!COMPLEMENTOFDEFAULT:!eNULL"

// suiteB replaces the words that stand for a whole profile.
func suiteB(list string) string {
	const strong, normal = "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"
	switch {
	case strings.HasPrefix(list, "SUITEB128ONLY"):
		return normal
	case strings.HasPrefix(list, "SUITEB128C2"), strings.HasPrefix(list, "SUITEB128"):
		return normal + ":" + strong
	case strings.HasPrefix(list, "SUITEB192"):
		return strong
	}
	return list
}

type entry struct {
	suite  Suite
	active bool
}

// selector holds the suites that are not struck out for good, in an order that
// the rules of a string change.
type selector struct {
	entries []entry
	out     Selection
}

func isSeparator(c byte) bool { return c == ':' || c == ' ' || c == ',' || c == ';' }

func isWord(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '=' || c == '_'
}

func (s *selector) rules(list string) {
	for _, rule := range strings.FieldsFunc(list, func(r rune) bool { return r < 0x80 && isSeparator(byte(r)) }) {
		s.rule(rule)
	}
}

func (s *selector) rule(rule string) {
	operator := byte(0)
	if strings.IndexByte("-+!@", rule[0]) >= 0 {
		operator, rule = rule[0], rule[1:]
	}
	if operator == '@' {
		s.special(rule)
		return
	}
	var c condition
	for _, word := range strings.Split(rule, "+") {
		n := 0
		for n < len(word) && isWord(word[n]) {
			n++
		}
		if n == 0 {
			s.out.Invalid = true
			return
		}
		if !c.add(word[:n]) {
			if operator == 0 {
				s.out.Unknown = append(s.out.Unknown, word)
			}
			return
		}
		s.out.Invalid = s.out.Invalid || n < len(word)
	}
	if operator == 0 {
		s.note(c)
	}
	s.apply(operator, c.holds)
}

// note remembers the suites of words that name broken ones only.
func (s *selector) note(c condition) {
	var named []string
	for _, e := range s.entries {
		switch {
		case !c.holds(e.suite):
		case e.suite.Fault() == "":
			return
		default:
			named = append(named, e.suite.Name)
		}
	}
	for _, name := range named {
		s.out.asked[name] = true
	}
}

func (s *selector) special(word string) {
	switch {
	case word == "STRENGTH":
		active := func(i, j int) bool {
			a, b := s.entries[i], s.entries[j]
			if a.active != b.active {
				return !a.active
			}
			return a.active && a.suite.Bits() > b.suite.Bits()
		}
		sort.SliceStable(s.entries, active)
	case len(word) == len("SECLEVEL=0") && strings.HasPrefix(word, "SECLEVEL=") && word[9] >= '0' && word[9] <= '5':
		s.out.Level = word[9:]
	default:
		s.out.Invalid = true
	}
}

// apply does what the operator says to the suites that match: nothing adds at
// the end, "+" moves to the end, "-" takes out for now, "!" for good.
func (s *selector) apply(operator byte, match func(Suite) bool) {
	var kept, moved []entry
	for _, e := range s.entries {
		switch {
		case !match(e.suite), operator == 0 && e.active, (operator == '+' || operator == '-') && !e.active:
			kept = append(kept, e)
		case operator != '!':
			e.active = operator != '-'
			moved = append(moved, e)
		}
	}
	if operator == '-' {
		s.entries = append(moved, kept...)
		return
	}
	s.entries = append(kept, moved...)
}
