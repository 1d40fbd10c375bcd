package stack

import "preflight/rules/audit"

func init() { Rules.Add("header-twice", headerTwice) }

// headerTwice finds security headers that Django and the web server both send.
func headerTwice(d *Deployment, r *audit.Reporter) {
	for _, s := range senders {
		if value, ok := d.sends(s); ok {
			d.twice(r, s, value)
		}
	}
}
