package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("developer-tool", developerTool) }

// developerTool finds tools of development among the apps and middleware of a
// deployed site.
func developerTool(s *Settings, r *audit.Reporter) {
	for _, list := range []string{"INSTALLED_APPS", "MIDDLEWARE"} {
		for _, c := range pyconf.ChoicesOf(s.held(list)) {
			for _, it := range c.Value.Items {
				s.tool(list, it, r)
			}
		}
	}
}

func (s *Settings) tool(list string, it pyconf.Item, r *audit.Reporter) {
	if it.Rest || !it.Value.Whole() || len(it.When) > 0 {
		return
	}
	top, _, _ := strings.Cut(it.Value.Text, ".")
	if developerTools[top] != "" {
		r.Fail(spanOr(s.inPython(it.Value.Span), s.Place(list)), top+" is in "+list+": it "+developerTools[top])
	}
}

var developerTools = map[string]string{
	"debug_toolbar": "shows SQL and settings", "silk": "records requests", "django_pdb": "opens a debugger", "pyinstrument": "profiles requests",
	"nplusone": "slows requests down", "django_browser_reload": "watches files", "werkzeug_debugger_runserver": "runs code from the browser",
	"livereload": "watches files", "django_watchfiles": "watches files",
}
