package stack

import "preflight/rules/audit"

func init() { Rules.Add("hsts-twice", hstsTwice) }

// hstsTwice finds a second Strict-Transport-Security beside Django's; browsers
// take the first.
func hstsTwice(d *Deployment, r *audit.Reporter) {
	s := sender{"Strict-Transport-Security", "SECURE_HSTS_SECONDS", security, nil, nil}
	if d.on("SECURE_HSTS_SECONDS") && d.inForce(security) {
		d.twice(r, s, d.hsts())
	}
}
