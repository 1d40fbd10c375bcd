package requirements

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"preflight/rules/audit"
)

func init() { Rules.Add("django-vulnerable", djangoVulnerable) }

// The table gives a CVE and, for each series that got the fix, the first fixed
// release, as Django's release notes name them up to August 2026.
//
//go:embed django_cves.tsv
var cveTable string

type advisory struct {
	cve   string
	fixed []audit.Version
}

var advisories = sync.OnceValue(func() []advisory {
	var all []advisory
	for _, line := range strings.Split(strings.TrimSpace(cveTable), "\n") {
		cve, releases, _ := strings.Cut(line, "\t")
		a := advisory{cve: cve}
		for _, release := range strings.Split(releases, ",") {
			a.fixed = append(a.fixed, audit.MustVersion(release))
		}
		all = append(all, a)
	}
	return all
})

// affects reports whether release v lacks the fix that its own series got. A
// series that got no fix is either unaffected or out of support, which is
// another rule's matter.
func (a advisory) affects(v audit.Version) bool {
	for _, fixed := range a.fixed {
		if fixed[0] == v[0] && fixed[1] == v[1] {
			return v.Less(fixed)
		}
	}
	return false
}

// djangoVulnerable checks that the pinned Django has the security fixes of its
// series.
func djangoVulnerable(q *Requirements, r *audit.Reporter) {
	for _, d := range q.Find("django") {
		v, ok := pinned(d)
		if !ok {
			continue
		}
		var lacking []advisory
		for _, a := range advisories() {
			if a.affects(v) {
				lacking = append(lacking, a)
			}
		}
		if len(lacking) == 0 {
			if !v.Less(oldestSupported) {
				r.Pass(d.Span)
			}
			continue
		}
		message := fmt.Sprintf("Django %s lacks the fix of %s", v, lacking[len(lacking)-1].cve)
		if n := len(lacking) - 1; n > 0 {
			message += fmt.Sprintf(" and %d more", n)
		}
		r.Fail(d.Span, message)
	}
}
