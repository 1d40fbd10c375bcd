package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("unit-name-invalid", unitNameInvalid) }

// unitLists are the keys whose words are names of units.
var unitLists = map[string][]string{
	"Unit": {"After", "Before", "Wants", "Requires", "Requisite", "BindsTo", "PartOf", "Upholds", "Conflicts", "OnFailure", "OnSuccess",
		"PropagatesReloadTo", "ReloadPropagatedFrom", "JoinsNamespaceOf"},
	"Install": {"WantedBy", "RequiredBy", "Also", "UpheldBy"},
}

// unitNameInvalid finds words that are no names of units, because the ending is
// missing or misspelt.
func unitNameInvalid(u *Unit, r *audit.Reporter) {
	for section, keys := range unitLists {
		for _, key := range keys {
			for _, w := range u.Words(section, key) {
				if unitfile.IsUnitName(w.Text) || strings.ContainsAny(w.Text, ",%") {
					continue
				}
				r.Fail(w.Span, short("%s= has %s, which is no name of a unit", key, w.Text), ending(section, w))
			}
		}
	}
}

// ending offers the ending where none was written.
func ending(section string, w Word) *audit.Fix {
	if strings.Contains(w.Text, ".") || w.Span.Text() != w.Text || strings.Contains(w.Text, "/") {
		return nil
	}
	name := w.Text + ".service"
	if section == "Install" || wellKnownTargets[w.Text] {
		name = w.Text + ".target"
	}
	return &audit.Fix{Title: "Write " + name, Edits: []audit.Edit{{Span: w.Span, Text: name}}}
}

// wellKnownTargets are targets of systemd.special(7) that units name.
var wellKnownTargets = map[string]bool{
	"network": true, "network-online": true, "multi-user": true, "graphical": true, "basic": true, "sysinit": true,
	"local-fs": true, "remote-fs": true, "sockets": true, "timers": true, "nss-lookup": true, "time-sync": true, "default": true,
}
