package stack

import "preflight/rules/audit"

func init() { Rules.Add("host-not-allowed", hostNotAllowed) }

// hostNotAllowed finds names that the web server hands on to Django and that
// Django answers with 400.
func hostNotAllowed(d *Deployment, r *audit.Reporter) {
	allowed, whole := d.allowed()
	if len(allowed) == 0 {
		return
	}
	seen := map[*Front]bool{}
	for _, w := range d.Ways {
		if w.Front == nil || seen[w.Front] {
			continue
		}
		seen[w.Front] = true
		for _, n := range w.Front.Names {
			switch {
			case !plainName(n.Text):
			case anyMatches(allowed, n.Text):
				r.Pass(n.Place)
			case !whole:
				r.Unknown(n.Place, "a part of ALLOWED_HOSTS is not seen")
			default:
				d.weigh(w, r.Fail(n.Place, clip(n.Text)+" is served but not in ALLOWED_HOSTS")).Also(d.Settings.Place("ALLOWED_HOSTS"))
			}
		}
	}
}

func anyMatches(entries []Name, host string) bool {
	for _, e := range entries {
		if matches(e.Text, host) {
			return true
		}
	}
	return false
}

// longest is how much of a name a message holds.
const longest = 30

func clip(name string) string { return audit.Clip(name, longest) }
