package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("debug-in-environment", debugInEnvironment) }

// debugInEnvironment finds variables that turn on what is for developers only.
func debugInEnvironment(u *Unit, r *audit.Reporter) {
	for _, e := range u.List("Environment") {
		for _, t := range cutCommand(e.Value).words {
			name, value, _ := strings.Cut(t.text, "=")
			place := e.Place(t.start, t.end)
			yes, ok := parseBool(value)
			switch {
			case (name == "DEBUG" || name == "DJANGO_DEBUG" || name == "FLASK_DEBUG") && ok && yes:
				r.Fail(place, short("the unit sets %s", t.text))
			case name == "DJANGO_SETTINGS_MODULE" && isDevModule(value):
				r.Fail(place, short("the settings module is %s", value)).Doubt(audit.Likely)
			}
		}
	}
}

// isDevModule goes by the last part of a module's name.
func isDevModule(module string) bool {
	switch strings.ToLower(module[strings.LastIndexByte(module, '.')+1:]) {
	case "dev", "devel", "develop", "development", "local", "debug", "settings_dev", "settings_local", "dev_settings", "local_settings":
		return true
	}
	return false
}
