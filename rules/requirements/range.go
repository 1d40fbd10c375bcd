package requirements

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/reqfile"
)

// ceiling gives the first release that a requirement allows no more, where its
// clauses say so: of "<5", "~=4.2", "==4.2.*" and "<=4.2.9".
func ceiling(d reqfile.Requirement) (limit audit.Version, ok bool) {
	for _, c := range d.Releases {
		below, bounds := clauseCeiling(c)
		if bounds && (!ok || below.Less(limit)) {
			limit, ok = below, true
		}
	}
	return limit, ok
}

func clauseCeiling(c reqfile.Clause) (audit.Version, bool) {
	text, wild := strings.CutSuffix(c.Version, ".*")
	v, err := audit.ParseVersion(text)
	if err != nil {
		return v, false
	}
	last := strings.Count(text, ".")
	switch {
	case c.Operator == "<":
		return v, true
	case c.Operator == "<=":
		v[2]++
		return v, true
	case c.Operator == "==" && wild:
		v[last]++
		return v, true
	case c.Operator == "~=" && last > 0:
		v[last] = 0
		v[last-1]++
		return v, true
	}
	return v, false
}

// floor gives the highest release that the clauses name as the least allowed.
func floor(d reqfile.Requirement) (least audit.Version, ok bool) {
	for _, c := range d.Releases {
		v, err := audit.ParseVersion(strings.TrimSuffix(c.Version, ".*"))
		if err == nil && (c.Operator == ">=" || c.Operator == "~=" || c.Operator == "==") && (!ok || least.Less(v)) {
			least, ok = v, true
		}
	}
	return least, ok
}

// oneSeries reports whether all releases allowed are of one feature series, so
// that installing takes up security fixes and nothing else.
func oneSeries(d reqfile.Requirement) bool {
	least, from := floor(d)
	limit, to := ceiling(d)
	return from && to && !audit.Version{least[0], least[1] + 1}.Less(limit)
}
