package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("comma-list", commaList) }

// blankLists are the lists whose words contain no comma, so that one must have
// been meant to separate.
var blankLists = map[string][]string{
	"Unit":    {"After", "Before", "Wants", "Requires", "BindsTo", "PartOf", "Conflicts", "Requisite", "Upholds"},
	"Install": {"WantedBy", "RequiredBy", "Also", "Alias"},
	"Service": {"RestrictAddressFamilies", "RestrictNamespaces", "SupplementaryGroups", "SystemCallArchitectures", "IPAddressAllow", "IPAddressDeny"},
}

// commaList finds lists that are separated by commas, which systemd takes for
// one long and unknown word.
func commaList(u *Unit, r *audit.Reporter) {
	for section, keys := range blankLists {
		for _, key := range keys {
			for _, e := range u.AssignedIn(section, key) {
				if !strings.Contains(e.Value, ",") || strings.ContainsAny(e.Span.Text(), "\n\r") {
					continue
				}
				fix := &audit.Fix{Title: "Separate by blanks", Edits: []audit.Edit{{Span: e.ValueSpan(), Text: strings.Join(listed(e.Value), " ")}}}
				r.Fail(e.Span, short("%s= is separated by commas; systemd reads one word", key), fix)
			}
		}
	}
}

// listed cuts a list at commas and blanks.
func listed(value string) []string {
	return strings.FieldsFunc(value, func(c rune) bool { return c == ',' || c == ' ' || c == '\t' })
}
