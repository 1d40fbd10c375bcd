package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("options-mixed", optionsMixed) }

// optionsMixed checks that Options does not mix signed with unsigned words.
func optionsMixed(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("Options") {
		if _, mixed := optionsOf(u); mixed && u.Known() {
			r.Fail(u.Head(), "Options mixes words with and without + or -: httpd refuses it", signed(u))
			continue
		}
		r.Pass(u.Head())
	}
}

// signed is the fix that gives every word a sign; "None" and "All" have none.
func signed(u *Use) *audit.Fix {
	words := u.Values()
	out := make([]string, len(words))
	for i, v := range words {
		if strings.EqualFold(v, "None") || strings.EqualFold(v, "All") || v == "" {
			return nil
		}
		out[i] = v
		if v[0] != '+' && v[0] != '-' {
			out[i] = "+" + v
		}
	}
	return u.setWords(out, "Give every option a sign")
}
