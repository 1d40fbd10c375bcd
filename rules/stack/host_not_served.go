package stack

import "preflight/rules/audit"

func init() { Rules.Add("host-not-served", hostNotServed) }

// hostNotServed finds names in ALLOWED_HOSTS to which no server answers by name.
func hostNotServed(d *Deployment, r *audit.Reporter) {
	allowed, _ := d.allowed()
	if !d.Whole || len(d.Ways) == 0 || d.wildNames() {
		return
	}
	for _, a := range allowed {
		if !plainName(a.Text) || address(a.Text) {
			continue
		}
		if d.served(a.Text) {
			r.Pass(a.Place)
			continue
		}
		v := r.Fail(a.Place, clip(a.Text)+" is allowed, but no server has that name")
		if d.Single {
			v.Doubt(audit.Likely)
		}
	}
}

// wildNames reports whether a server answers to a pattern of names, or to those
// that no other server has.
func (d *Deployment) wildNames() bool {
	for _, w := range d.Ways {
		if w.Front == nil || len(w.Front.Names) == 0 {
			return true
		}
		for _, n := range w.Front.Names {
			if !plainName(n.Text) && n.Text != "localhost" {
				return true
			}
		}
	}
	return false
}

func (d *Deployment) served(host string) bool {
	for _, f := range d.Fronts {
		for _, n := range f.Names {
			if n.Text == host {
				return true
			}
		}
	}
	return false
}

// address reports whether the text is an IP address.
func address(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; (c < '0' || c > '9') && c != '.' {
			return false
		}
	}
	return true
}
