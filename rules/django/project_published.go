package django

import (
	"path"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("project-published", projectPublished) }

// projectPublished checks that static files are not the whole project.
func projectPublished(s *Settings, r *audit.Reporter) {
	whole := func(v *pyconf.Value) audit.Truth {
		if (v.Type == pyconf.Tuple || v.Type == pyconf.List) && len(v.Items) == 2 {
			v = v.Items[1].Value
		}
		text, known := pathText(v)
		if !known {
			return audit.Maybe
		}
		if text == "" {
			return audit.No
		}
		text = cleaned(text)
		return audit.TruthOf(text == "/" || inside(cleaned(s.File.Name), text) && text != cleaned(path.Dir(s.File.Name)) || text == pyconf.StackRoot)
	}
	for _, name := range []string{"STATICFILES_DIRS", "WHITENOISE_ROOT", "STATIC_ROOT"} {
		if !s.Has(name) {
			continue
		}
		q := whole
		if name == "STATICFILES_DIRS" {
			q = pyconf.AnyItem(whole)
		}
		if a := s.Ask(name, q); !a.Maybe() {
			pyconf.Decide(r, a, name+" publishes the project directory", nil)
		}
	}
}
