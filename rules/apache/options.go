package apache

import "strings"

// optionsOf gives the options that an Options directive turns on or, with false,
// off, in lower case, and whether it mixes signed with unsigned words, which httpd refuses.
func optionsOf(u *Use) (on map[string]bool, mixed bool) {
	on = map[string]bool{}
	signed := 0
	for _, v := range u.Values() {
		word := strings.ToLower(strings.TrimLeft(v, "+-"))
		if v != "" && (v[0] == '+' || v[0] == '-') {
			signed++
		}
		on[word] = !strings.HasPrefix(v, "-")
	}
	return on, signed > 0 && signed < len(u.Values())
}

// without gives the words of an Options directive without one option.
func without(u *Use, option string) []string {
	var kept []string
	for _, v := range u.Values() {
		switch {
		case strings.EqualFold(v, "+"+option):
			kept = append(kept, "-"+option)
		case !strings.EqualFold(v, option):
			kept = append(kept, v)
		}
	}
	if len(kept) == 0 {
		return []string{"None"}
	}
	return kept
}
