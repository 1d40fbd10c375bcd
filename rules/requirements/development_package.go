package requirements

import "preflight/rules/audit"

func init() { Rules.Add("development-package", developmentPackage) }

// developmentPackages give whoever reaches them more than a visitor needs, or
// have no work to do in production.
var developmentPackages = map[string]bool{
	"django-debug-toolbar": true, "django-silk": true,
	"ipdb": true, "pudb": true, "pytest": true, "pytest-django": true, "factory-boy": true, "django-browser-reload": true,
}

// developmentPackage checks that a production file installs no debugging tools.
func developmentPackage(q *Requirements, r *audit.Reporter) {
	if q.Development {
		return
	}
	for _, p := range q.Requirements {
		if developmentPackages[p.Name] {
			r.Fail(p.Span, p.Name+" is a development package")
		}
	}
}
