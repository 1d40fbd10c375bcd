package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("errors-unreported", errorsUnreported) }

// errorsUnreported tells that no channel carries errors to a person.
func errorsUnreported(s *Settings, r *audit.Reporter) {
	if !s.entire() || s.Has("LOGGING") || s.tracked() {
		return
	}
	if a := s.Off("ADMINS"); a.Yes() {
		r.Fail(a.Place, "ADMINS is empty, and nothing else tells of errors")
	}
}

// trackers are the packages and apps of services that collect errors.
var trackers = namesOf("sentry_sdk", "raven", "rollbar", "bugsnag", "newrelic", "elasticapm", "honeybadger", "pybrake", "ddtrace",
	"scout_apm", "opentelemetry", "airbrake", "logfire", "posthog", "highlight_io", "appsignal", "applicationinsights", "opencensus", "datadog")

// tracked reports whether the module imports or installs an error tracker.
func (s *Settings) tracked() bool {
	if pyconf.FindItem(s.Get("INSTALLED_APPS"), pyconf.TextThat(topIn(trackers))) != nil ||
		pyconf.FindItem(s.Get("MIDDLEWARE"), pyconf.TextThat(topIn(trackers))) != nil {
		return true
	}
	found := false
	python.WalkBody(s.module.Body, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.Import:
			for _, a := range n.Names {
				found = found || topIn(trackers)(a.Name)
			}
		case *python.ImportFrom:
			found = found || topIn(trackers)(n.Module)
		}
		return !found
	})
	return found
}
