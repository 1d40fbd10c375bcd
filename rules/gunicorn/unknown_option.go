package gunicorn

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/spell"
)

func init() { Rules.Add("unknown-option", unknownOption) }

// unknownOption finds options at which gunicorn stops.
func unknownOption(s *Server, r *audit.Reporter) {
	for _, args := range []*arguments{s.flags, s.extra} {
		for _, w := range args.stray {
			if w.Open {
				continue
			}
			message := "gunicorn has no option " + cutShort(w.Text)
			flag, _, _ := strings.Cut(w.Text, "=")
			if row, ok := fromFlag(flag, audit.Version{}); ok && len(row.flags) > 0 {
				message = fmt.Sprintf("gunicorn %s has no option %s", s.Version, cutShort(flag))
			} else if meant := nearFlag(flag, s.Version); meant != "" {
				message += "; " + meant + " is one"
			}
			r.Fail(w.Span, message)
		}
	}
}

// nearFlag gives the flag that a word almost is.
func nearFlag(word string, v audit.Version) string {
	if !strings.HasPrefix(word, "--") || len(word) > 48 {
		return ""
	}
	for _, row := range settings() {
		for _, f := range row.flags {
			same := strings.ReplaceAll(f, "_", "-") == strings.ReplaceAll(word, "_", "-")
			if row.in(v) && (same || "--"+strings.ReplaceAll(row.name, "_", "-") == word || len(word) > 6 && spell.Slips(f, word, 2) <= 2) {
				return f
			}
		}
	}
	return ""
}
