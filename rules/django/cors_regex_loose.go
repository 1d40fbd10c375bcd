package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cors-regex-loose", corsRegexLoose) }

// corsRegexLoose checks that patterns of origins take no other host. They are
// matched from the start of the origin, not up to its end.
func corsRegexLoose(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"} {
		s.judgeItems(r, name, looseRegex, func(string) string { return "an origin pattern matches other hosts too" })
	}
}

// looseRegex reports a pattern without an end, or with a bare dot between two
// names, which matches any letter.
func looseRegex(pattern string) bool {
	if !strings.HasSuffix(pattern, "$") && !strings.HasSuffix(pattern, `\Z`) {
		return true
	}
	for i := 1; i+1 < len(pattern); i++ {
		if pattern[i] == '.' && pattern[i-1] != '\\' && letter(pattern[i-1]) && letter(pattern[i+1]) && !insideClass(pattern[:i]) {
			return true
		}
	}
	return false
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// insideClass reports whether a pattern ends inside [ and ].
func insideClass(head string) bool {
	return strings.LastIndexByte(head, '[') > strings.LastIndexByte(head, ']')
}
