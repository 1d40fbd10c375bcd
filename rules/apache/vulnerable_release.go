package apache

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("vulnerable-release", vulnerableRelease) }

// vulnerableRelease checks that the release, where it was named, has no known
// fault that the configuration lets out.
func vulnerableRelease(c *Config, r *audit.Reporter) {
	release := r.Target("apache")
	switch {
	case !r.Named("apache"):
		return
	case release.Less(audit.MustVersion("2.4")):
		r.Fail(c.Place(), fmt.Sprintf("httpd %s gets no security fixes any more", release))
		return
	case release == audit.MustVersion("2.4"):
		r.Unknown(c.Place(), "name the whole release of httpd, such as 2.4.66")
		return
	}
	found := false
	for _, a := range advisories {
		if !a.concerns(release) {
			continue
		}
		if u := a.meets(c); u != nil {
			found = true
			v := r.Fail(u.Head(), fmt.Sprintf("%s: %s", a.cve, a.fault))
			if !a.grave {
				v.Lower(audit.Medium)
			}
		}
	}
	switch {
	case found:
	case release.Less(settled):
		r.Fail(c.Place(), fmt.Sprintf("httpd %s lacks the security fixes of %s", release, settled)).Lower(audit.Medium)
	default:
		r.Pass(c.Place())
	}
}
